using CozeDevice.Conversation;
using CozeDevice.Protocol;

namespace CozeDevice.Tools;

/// <summary>Which calls of a request a device answers, and how long that may take (protocol §4.12, §11.29). Pure.</summary>
public static class ToolCalls
{
    private const string ReplyMessage = "reply_message";

    /// <summary>Whether the call is answered with <c>submit_tool_outputs</c>.</summary>
    public static bool IsAnswered(ToolCall call) => call.Type != ReplyMessage;

    /// <summary>Whether the request has a call to answer, and says for which chat.</summary>
    public static bool Answerable(RequiresAction request) => request.ChatId.Length > 0 && Count(request) > 0;

    /// <summary>The longest time the request may take: 5 s per answered call.</summary>
    public static TimeSpan Limit(RequiresAction request) => TurnRules.ToolLimit * Count(request);

    /// <summary>The same error result for every answered call.</summary>
    /// <param name="request">The request.</param>
    /// <param name="output">JSON text.</param>
    public static IReadOnlyList<ToolOutput> Same(RequiresAction request, string output)
    {
        var outputs = new List<ToolOutput>(request.Calls.Count);
        foreach (ToolCall call in request.Calls)
        {
            if (IsAnswered(call))
                outputs.Add(new ToolOutput(call.Id, output));
        }
        return outputs;
    }

    private static int Count(RequiresAction request)
    {
        int count = 0;
        foreach (ToolCall call in request.Calls)
            count += IsAnswered(call) ? 1 : 0;
        return count;
    }
}
