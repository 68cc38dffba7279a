using System.Text.Json.Nodes;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Turns;

internal sealed partial class ChatTurn
{
    // Asks for the tools and waits; returns the first output, or null when the chat ended instead.
    private async Task<string?> CallToolsAsync(RunningReply running, Reply reply, CancellationToken cancellationToken)
    {
        (string Id, ToolCall Call)[] calls = [.. reply.Tools.Select(call => ($"BUJJ{Ids.Next()}==", call))];

        // A question of a workflow must not be answered with tool outputs, so nothing waits for it.
        PendingTools pending = new([.. calls.Where(call => call.Call.Type == "function").Select(call => call.Id)]);
        running.Tools = pending;
        foreach ((_, ToolCall call) in calls)
        {
            JsonObject content = new() { ["name"] = call.Name, ["arguments"] = JsonNode.Parse(call.Arguments) };
            await SendMessageAsync("function_call", content.ToJsonString(), cancellationToken);
        }

        await outbox.SendAsync("conversation.chat.requires_action", RequiredAction(calls), cancellationToken);
        IReadOnlyDictionary<string, string> outputs;
        try
        {
            outputs = await pending.Outputs.WaitAsync(reply.ToolTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            running.Tools = null;
            Fail(running, ToolTimedOut, "tool outputs were not submitted in time");
            return null;
        }

        running.Tools = null;
        await outbox.SendAsync("conversation.chat.in_progress", ids.Chat("in_progress"), cancellationToken);
        foreach (string output in outputs.Values)
        {
            await SendMessageAsync("tool_response", output, cancellationToken);
        }

        return outputs.Values.FirstOrDefault() ?? "";
    }

    private ValueTask SendMessageAsync(string type, string content, CancellationToken cancellationToken) =>
        outbox.SendAsync(
            "conversation.message.completed",
            ids.Message(Ids.Next(), "assistant", type, content, "text"),
            cancellationToken);

    private JsonObject RequiredAction(IEnumerable<(string Id, ToolCall Call)> calls)
    {
        JsonArray list = [];
        foreach ((string id, ToolCall call) in calls)
        {
            JsonNode item = new JsonObject
            {
                ["id"] = id,
                ["type"] = call.Type,
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            };
            list.Add(item);
        }

        JsonObject chat = ids.Chat("requires_action");
        chat["required_action"] = new JsonObject
        {
            ["type"] = "submit_tool_outputs",
            ["submit_tool_outputs"] = new JsonObject { ["tool_calls"] = list },
        };
        return chat;
    }
}
