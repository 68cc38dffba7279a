using CozeDevice.Conversation;
using CozeDevice.Options;

namespace CozeDevice.Tools;

/// <summary>The tools of this device: the built-in ones and those of the configuration, as far as they are allowed.</summary>
internal sealed class ToolBox : IDisposable
{
    private readonly HttpMessageInvoker _client = HttpTool.CreateClient();
    private readonly Dictionary<string, DeviceTool> _tools = new(StringComparer.Ordinal);
    private LaterSpeech? _later;

    /// <summary>The tools by name.</summary>
    public IReadOnlyDictionary<string, DeviceTool> Tools => _tools;

    /// <summary>Fills it. Once, before anything runs.</summary>
    /// <param name="options">Which tools there are.</param>
    /// <param name="control">The device, for the built-in ones; null leaves them out.</param>
    /// <param name="time">Clock and time zone.</param>
    public void Fill(ToolOptions options, IDeviceControl? control, TimeProvider time)
    {
        if (control is not null)
        {
            _later = new LaterSpeech(control, time);
            foreach (DeviceTool tool in new BuiltInTools(control, _later, time).All)
                Add(options, tool);
        }
        var server = new HttpTool(_client);
        foreach (UserTool tool in options.User)
            Add(options, tool.Url is null ? ProgramTool.Create(tool) : server.Create(tool));
    }

    /// <summary>What is allowed, built-in tools first.</summary>
    /// <param name="options">Which tools there are.</param>
    public static IEnumerable<ToolDefinition> Definitions(ToolOptions options) => BuiltInTools.Definitions
        .Concat(options.User.Select(static tool => tool.Definition))
        .Where(definition => options.Allows(definition.Name));

    /// <inheritdoc/>
    public void Dispose()
    {
        _later?.Dispose();
        _client.Dispose();
    }

    private void Add(ToolOptions options, DeviceTool tool)
    {
        if (options.Allows(tool.Definition.Name))
            _tools.Add(tool.Definition.Name, tool);
    }
}
