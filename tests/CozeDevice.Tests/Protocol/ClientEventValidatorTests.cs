using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class ClientEventValidatorTests
{
    public static TheoryData<ClientEvent, string> Refused => new()
    {
        { new UpdateChat(null!), "data" },
        { new UpdateChat(new() { InputAudio = new() { Channel = 3 } }), "data.input_audio.channel" },
        { new CreateMessage("system", "text", "x"), "data.role" },
        { new CreateMessage(null!, "text", "x"), "data.role" },
        { new CreateMessage("User", "text", "x"), "data.role" },
        { new CreateMessage("user", "html", "x"), "data.content_type" },
        { new CreateMessage("user", "audio", "x"), "data.content_type" },
        { new CreateMessage("user", null!, "x"), "data.content_type" },
        { new CreateMessage("user", "text", ""), "data.content" },
        { new CreateMessage("user", "text", null!), "data.content" },
        { new CreateMessage("user", "object_string", "hello"), "data.content" },
        { new CreateMessage("user", "object_string", "[{]"), "data.content" },
        { new CreateMessage("user", "object_string", "\"\ud83d\""), "data.content" },
        { new CreateMessage("user", "object_string", "{}"), "data.content" },
        { new CreateMessage("user", "object_string", "[]"), "data.content" },
        { new CreateMessage("user", "object_string", "[7]"), "data.content[0].type" },
        { new CreateMessage("user", "object_string", """[{"type":"video"}]"""), "data.content[0].type" },
        { new CreateMessage("user", "object_string", """[{"type":"text"}]"""), "data.content[0].text" },
        { new CreateMessage("user", "object_string", """[{"type":"text","text":7}]"""), "data.content[0].text" },
        { new CreateMessage("user", "object_string", """[{"type":"\ud800"}]"""), "data.content[0].type" },
        { new CreateMessage("user", "object_string", """[{"type":"text","text":"\udc00"}]"""), "data.content[0].text" },
        { new CreateMessage("user", "object_string", """[{"type":"image","file_\ud800":"x"}]"""), "data.content[0]" },
        {
            new CreateMessage("user", "object_string", """[{"type":"text","text":"a"},{"type":"image"}]"""),
            "data.content[1]"
        },
        { new CreateMessage("user", "object_string", """[{"type":"file","file_id":""}]"""), "data.content[0]" },
        { new SubmitToolOutputs("", [new("a", "x")]), "data.chat_id" },
        { new SubmitToolOutputs(null!, [new("a", "x")]), "data.chat_id" },
        { new SubmitToolOutputs("7", []), "data.tool_outputs" },
        { new SubmitToolOutputs("7", null!), "data.tool_outputs" },
        { new SubmitToolOutputs("7", [null!]), "data.tool_outputs[0]" },
        { new SubmitToolOutputs("7", [new("a", "x"), new("", "y")]), "data.tool_outputs[1].tool_call_id" },
        { new SubmitToolOutputs("7", [new("a", "x"), new("a", "y")]), "data.tool_outputs[1].tool_call_id" },
        { new SubmitToolOutputs("7", [new("a", null!)]), "data.tool_outputs[0].output" },
        { new GenerateAudio(""), "data.text" },
        { new GenerateAudio(null!), "data.text" },
        { new GenerateAudio(new string('x', 1024)), "data.text" },
        { new GenerateAudio(new string('长', 342)), "data.text" },
    };

    public static TheoryData<ClientEvent> Accepted => new()
    {
        new UpdateChat(new()),
        new CompleteInput(),
        new ClearInput(),
        new ClearConversation(),
        new CancelChat(),
        new CreateMessage("user", "text", "x"),
        new CreateMessage("assistant", "text", " "),
        new CreateMessage(
            "user",
            "object_string",
            """[{"type":"text","text":""},{"type":"image","file_id":"7"},{"type":"audio","file_url":"https://a"},{"type":"file","file_id":"8","name":"n"}]"""),
        new SubmitToolOutputs("7", [new("a", ""), new("b", "{}")]),
        new GenerateAudio("x"),
        new GenerateAudio(new string('x', 1023)),
        new GenerateAudio(new string('长', 341)),
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void A_broken_limit_is_named_by_its_path_and_nothing_else_is(ClientEvent clientEvent, string path)
    {
        var problem = Assert.Single(ClientEventValidator.Validate(clientEvent));

        Assert.Equal(path, problem.Path);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void The_writer_refuses_what_the_validator_refuses(ClientEvent clientEvent, string path)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new EventWriter().Write(clientEvent));

        Assert.StartsWith(path + " ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void A_good_event_is_accepted_and_written(ClientEvent clientEvent)
    {
        Assert.Empty(ClientEventValidator.Validate(clientEvent));
        Assert.NotEqual(0, new EventWriter().Write(clientEvent).Length);
    }

    [Fact]
    public void What_a_person_said_stays_out_of_the_refusal()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => new EventWriter().Write(new CreateMessage("user", "object_string", "my secret")));

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }
}
