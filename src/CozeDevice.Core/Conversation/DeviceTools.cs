using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <summary>One tool of the device: arguments as JSON text in, a result as JSON text out.</summary>
/// <param name="arguments">JSON text from the model; may be broken.</param>
/// <param name="cancellationToken">Fires at the tool's time limit.</param>
public delegate ValueTask<string> DeviceTool(string arguments, CancellationToken cancellationToken);

/// <summary>Runs the tools a turn asks for: every answerable call gets a result, in time, whatever the tool does.</summary>
/// <param name="tools">The tools by name.</param>
/// <param name="time">Monotonic clock.</param>
public sealed class DeviceTools(IReadOnlyDictionary<string, DeviceTool> tools, TimeProvider time)
{
    /// <summary>Runs the calls of a request, one after the other.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ran">Told the name, the id and the success of each call.</param>
    /// <param name="cancellationToken">Ends everything: the device stops.</param>
    public async Task<IReadOnlyList<ToolOutput>> RunAsync(
        RequiresAction request, Action<ToolEvent> ran, CancellationToken cancellationToken)
    {
        var outputs = new List<ToolOutput>(request.Calls.Count);
        foreach (ToolCall call in request.Calls)
        {
            if (!ToolCalls.IsAnswered(call))
                continue;
            (string output, bool ok) = await RunAsync(call, cancellationToken).ConfigureAwait(false);
            outputs.Add(new ToolOutput(call.Id, output));
            ran(new ToolEvent(call.Name, call.Id, ok));
        }
        return outputs;
    }

    private async Task<(string Output, bool Ok)> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (!tools.TryGetValue(call.Name, out DeviceTool? tool))
            return ("""{"error":"unknown_tool"}""", false);
        using var limit = new CancellationTokenSource(TurnRules.ToolLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A tool that blocks blocks a thread of its own, and one that ignores its token is left behind; the turn is not.
            Task<string> running = Task.Run(() => tool(call.Arguments, either.Token).AsTask(), either.Token);
            return (await running.WaitAsync(either.Token).ConfigureAwait(false), true);
        }
        catch (OperationCanceledException)
        {
            return ("""{"error":"timeout"}""", false);
        }
        catch (Exception)
        {
            // A tool's defect is the model's to hear of, not the device's to die of.
            return ("""{"error":"failed"}""", false);
        }
    }
}
