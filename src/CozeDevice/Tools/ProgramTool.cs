using CozeDevice.Programs;

namespace CozeDevice.Tools;

/// <summary>A program as a tool: arguments as JSON on its standard input, a result on its standard output. No shell.</summary>
/// <remarks>It gets a small environment without our secrets.</remarks>
internal static class ProgramTool
{
    /// <summary>The longest result, in bytes.</summary>
    public const int MaxOutput = 64 * 1024;

    private const int MaxErrorText = 200;
    private static readonly string[] Passed = ["PATH", "LANG", "LC_ALL", "TZ", "HOME"];

    /// <summary>The tool.</summary>
    /// <param name="tool">With a command.</param>
    public static DeviceTool Create(UserTool tool) => new(
        tool.Definition, (arguments, stop) => new(RunAsync(tool, arguments.GetRawText(), stop)));

    private static async Task<string> RunAsync(UserTool tool, string arguments, CancellationToken cancellationToken)
    {
        ProgramEnd end = await new SystemProgram(tool.Command, tool.Limit)
        {
            Input = arguments,
            Out = new(MaxOutput, PipeExcess.Fails),
            Error = new(MaxErrorText, PipeExcess.IsDropped),
            Directory = "/",
            Environment = Shrink,
        }.RunAsync(cancellationToken);
        return end switch
        {
            { Ending: ProgramEnding.NotStarted } => throw new ToolException("failed", $"the tool cannot be started: {end.Error}"),
            { Ending: ProgramEnding.TimedOut } => throw new ToolException("timeout", $"the tool took longer than {tool.Limit.TotalSeconds:0.#} s"),
            { Ending: ProgramEnding.TooLong } => throw new ToolException("output_too_large", $"the tool wrote more than {MaxOutput} bytes"),
            { ExitCode: 0 } => ToolText.AsJson(end.Out),
            _ => throw new ToolException("failed", Complaint(end.ExitCode, end.Error)),
        };
    }

    private static void Shrink(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Except(Passed).ToArray())
            environment.Remove(name);
    }

    private static string Complaint(int exitCode, string text)
    {
        string line = text.Split('\n', 2)[0].Trim();
        return line.Length == 0 ? $"the tool ended with {exitCode}" : $"the tool ended with {exitCode}: {line}";
    }
}
