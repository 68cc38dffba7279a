using CozeDevice.Simulator.Scenarios;
using CozeDevice.Simulator.Turns;

namespace CozeDevice.Simulator.Rest;

/// <summary>Lets the scenario that speaks over the socket answer text questions as well.</summary>
internal static class ScenarioAnswer
{
    /// <summary>What the scenario's agent answers. Replies bound to a turn of a connection never match.</summary>
    internal static ChatAnswer Find(Scenario scenario, ChatQuestion question)
    {
        var reply = ReplyChoice.Find(scenario, turn: 0, question.Text);
        if (question.ToolOutput is not null) reply = reply.Then ?? reply with { Tools = [] };
        var text = (reply.Text ?? "You wrote: {question}")
            .Replace("{question}", question.Text, StringComparison.Ordinal)
            .Replace("{output}", question.ToolOutput, StringComparison.Ordinal);
        return new ChatAnswer(text)
        {
            FailCode = reply.FailCode,
            FailMessage = reply.FailMessage,
            // A question of a workflow is not a function; the text API has no answer to it.
            Tools =
            [
                .. reply.Tools
                    .Where(static tool => tool.Type == "function")
                    .Select(static tool => new ChatTool(tool.Name, tool.Arguments)),
            ],
        };
    }
}
