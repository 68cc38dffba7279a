using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Protocol;

namespace CozeDevice.Tools;

/// <summary>Runs the tools a turn asks for: every answerable call gets a result, in time, whatever the tool does.</summary>
/// <param name="tools">The tools by name. May be filled until the first call.</param>
/// <param name="time">Monotonic clock.</param>
public sealed class DeviceTools(IReadOnlyDictionary<string, DeviceTool> tools, TimeProvider time)
{
    // On the local feed; the service gets it whole.
    private const int MaxToldId = 256;

    /// <summary>Runs the calls of a request, one after the other.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ran">Told the name, the id and the success of each call.</param>
    /// <param name="cancellationToken">Ends everything: the device stops.</param>
    public async Task<ToolRun> RunAsync(
        RequiresAction request, Action<ToolEvent> ran, CancellationToken cancellationToken)
    {
        var outputs = new List<ToolOutput>(request.Calls.Count);
        bool endsTurn = false;
        foreach (ToolCall call in request.Calls)
        {
            if (!ToolCalls.IsAnswered(call))
                continue;
            ToolResult result = await CallAsync(call.Name, call.Arguments, cancellationToken).ConfigureAwait(false);
            outputs.Add(new ToolOutput(call.Id, result.Output));
            endsTurn |= result.EndsTurn;
            ran(new ToolEvent(call.Name, JsonText.Cut(call.Id, MaxToldId), result.Ok));
        }
        return new ToolRun(outputs, endsTurn);
    }

    /// <summary>Runs one tool. Never throws for what a tool or a caller does wrong.</summary>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">JSON text; may be broken.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ToolResult> CallAsync(string name, string arguments, CancellationToken cancellationToken)
    {
        if (!tools.TryGetValue(name, out DeviceTool? tool))
            return ToolResult.Error("unknown_tool");
        using var limit = new CancellationTokenSource(TurnRules.ToolLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A tool that blocks blocks a thread of its own, and one that ignores its token is left behind; the turn is not.
            Task<string> running = Task.Run(() => CheckedAsync(tool, arguments, either.Token), either.Token);
            return new ToolResult(await running.WaitAsync(either.Token).ConfigureAwait(false), Ok: true, tool.EndsTurn);
        }
        catch (OperationCanceledException)
        {
            return ToolResult.Error("timeout");
        }
        catch (ToolException refused)
        {
            return ToolResult.Error(refused.Code, refused.Message);
        }
        catch (Exception)
        {
            // A tool's defect is the model's to hear of, not the device's to die of; its text may hold what must not leave.
            return ToolResult.Error("failed");
        }
    }

    private static async Task<string> CheckedAsync(DeviceTool tool, string text, CancellationToken cancellationToken)
    {
        using JsonDocument written = ToolArguments.Parse(text);
        ToolArguments.Check(tool.Definition, written.RootElement);
        using JsonDocument arguments = ToolArguments.Declared(tool.Definition, written.RootElement);
        return await tool.Run(arguments.RootElement, cancellationToken).ConfigureAwait(false);
    }
}
