using System.Text.Json;
using CozeDevice.Simulator.Chat;

namespace CozeDevice.Simulator.Turns;

/// <summary>Tool calls whose outputs a chat waits for.</summary>
/// <param name="callIds">The calls that must be answered.</param>
internal sealed class PendingTools(IReadOnlyList<string> callIds)
{
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, string>> _outputs =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The outputs by call id.</summary>
    internal Task<IReadOnlyDictionary<string, string>> Outputs => _outputs.Task;

    /// <summary>Takes the <c>data</c> of <c>conversation.chat.submit_tool_outputs</c>.</summary>
    /// <exception cref="ProtocolException">Something is missing, unknown or answered before.</exception>
    internal void Submit(JsonElement data)
    {
        if (!data.TryGetProperty("tool_outputs", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new ProtocolException("data.tool_outputs: required, a list");
        }

        Dictionary<string, string> outputs = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            string id = Text(item, "tool_call_id");
            if (!callIds.Contains(id))
            {
                throw new ProtocolException($"data.tool_outputs[].tool_call_id: no call {id} is waiting");
            }

            outputs[id] = Text(item, "output");
        }

        foreach (string id in callIds)
        {
            if (!outputs.ContainsKey(id))
            {
                throw new ProtocolException($"data.tool_outputs: call {id} is not answered; answer all in one message");
            }
        }

        if (!_outputs.TrySetResult(outputs))
        {
            throw new ProtocolException("data.tool_outputs: answered before");
        }
    }

    private static string Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ProtocolException($"data.tool_outputs[].{name}: required, a string");
}
