using System.Text;
using CozeDevice.Conversation;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support.Endurance;
using CozeDevice.Tools;
using Xunit;

namespace CozeDevice.Tests.Fuzz;

/// <summary>What the fuzz has found, each as the message that did it (<c>Fuzz/Findings</c>), in the middle of a turn.</summary>
public sealed class FindingTests(ITestOutputHelper output)
{
    private const double Limit = 60;

    [Fact]
    public Task A_message_that_once_did_harm_does_none() => Alone.RunAsync(output, Limit, async print =>
    {
        foreach ((string name, byte[] message) in Seeds.Findings)
        {
            print(name);
            await MeetAsync(message);
        }
    });

    [Fact]
    public void Tool_calls_that_cannot_be_answered_are_left_out_and_so_is_a_flood_of_them()
    {
        string many = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{i}}","type":"function"}"""));
        Assert.Equal(["a"], Calls("""{"id":"a"},{"id":"a"},{"id":""},{},null,1,[]""").Calls.Select(call => call.Id));
        Assert.Equal(ToolCallParser.MaxCalls, Calls(many).Calls.Count);
    }

    [Fact]
    public void A_request_that_does_not_say_for_which_chat_is_not_answered()
    {
        RequiresAction request = Calls("""{"id":"a","type":"function"}""");
        Assert.False(ToolCalls.Answerable(request));
        Assert.True(ToolCalls.Answerable(request with { ChatId = "1" }));
    }

    private static async Task MeetAsync(byte[] message)
    {
        await using var device = new MemoryDevice(static () => 0.5);
        await device.UntilAsync(() => device.IsOnline, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), "online");
        device.Service.IsHealthy = false;
        int before = device.Service.Completes;
        await device.DoAsync(new PressCommand());
        device.Step(30);
        await device.PassAsync(TimeSpan.FromMilliseconds(400));
        await device.DoAsync(new ReleaseCommand());
        await device.UntilAsync(
            () => device.Service.Completes > before, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5), "the utterance");
        device.Service.Socket!.Say("""{"event_type":"input_audio_buffer.completed"}"""u8.ToArray());
        device.Service.Socket!.Say(message);
        MemoryDevice.Settle();

        device.Service.IsHealthy = true;
        await device.UntilAsync(() => device.Turn == "ready", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), "ready");
        await device.SpeakAsync();
        Assert.Empty(device.Log.Errors);
        Assert.Equal(1, device.Service.Dials);
    }

    private static RequiresAction Calls(string calls)
    {
        string json = """{"event_type":"conversation.chat.requires_action","data":{"required_action":"""
            + """{"submit_tool_outputs":{"tool_calls":[""" + calls + "]}}}}";
        Assert.Equal(ReadKind.Event, new EventReader().Read(Encoding.UTF8.GetBytes(json), out ServerEvent? read));
        return Assert.IsType<RequiresAction>(read);
    }
}
