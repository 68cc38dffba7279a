using CozeDevice.Simulator.Rest;
using CozeDevice.Simulator.Scenarios;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class ScenarioAnswerTests
{
    [Fact]
    public void A_question_no_reply_matches_is_repeated()
    {
        Assert.Equal("You wrote: hello", ScenarioAnswer.Find(Scenario.Parrot, new ChatQuestion("hello")).Text);
    }

    [Fact]
    public void A_reply_answers_the_questions_it_matches()
    {
        var scenario = With(
            new Reply { Kind = "audio", Text = "spoken" },
            new Reply { Turn = 1, Text = "first turn" },
            new Reply { Contains = "weather", Text = "Sunny, as to {question}" });

        Assert.Equal("Sunny, as to the weather", ScenarioAnswer.Find(scenario, new ChatQuestion("the weather")).Text);
        Assert.Equal("You wrote: the time", ScenarioAnswer.Find(scenario, new ChatQuestion("the time")).Text);
    }

    [Fact]
    public void A_failing_reply_fails_with_its_code()
    {
        var answer = ScenarioAnswer.Find(With(new Reply { FailCode = 4009, FailMessage = "busy" }), new ChatQuestion("hello"));

        Assert.Equal((4009, "busy"), (answer.FailCode, answer.FailMessage));
    }

    [Fact]
    public void Tools_are_called_before_the_answer_that_follows_them()
    {
        var scenario = With(new Reply
        {
            Tools = [new ToolCall("get_time", "{}"), new ToolCall("ask", "{}", "reply_message")],
            Then = new Reply { Text = "It is {output}." },
        });

        var asked = ScenarioAnswer.Find(scenario, new ChatQuestion("what time is it"));
        var answered = ScenarioAnswer.Find(scenario, new ChatQuestion("what time is it", "ten"));

        Assert.Equal([new ChatTool("get_time", "{}")], asked.Tools);
        Assert.Equal("It is ten.", answered.Text);
        Assert.Empty(answered.Tools);
    }

    private static Scenario With(params Reply[] replies) => new() { Name = "test", Replies = replies };
}
