using System.Text;
using System.Threading.Channels;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support.Link;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>Where only keywords interrupt, the service says what it heard: with <c>canceled</c>, or by answering.</summary>
public sealed class KeywordInterruptTests : IDisposable
{
    private readonly LinkBench _bench = new(keepUtterances: false);
    private readonly Channel<LinkNotice> _told = Channel.CreateUnbounded<LinkNotice>();
    private readonly Downlink _downlink;

    public KeywordInterruptTests() => _downlink = new Downlink(
        _bench.Gate, _bench.Playout, _bench.Outbound, _bench.Counters, _told.Writer, _bench.Time, NullLogger.Instance, null,
        keywordsInterrupt: true);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void At_rest_a_voice_begins_a_turn() => Assert.Equal(1, Turn<SpeechStarted>("input_audio_buffer.speech_started"));

    [Fact]
    public void During_an_answer_a_voice_is_nobodys_and_the_answer_goes_on()
    {
        int turn = Answer("c1");

        Assert.Equal(0, Turn<SpeechStarted>("input_audio_buffer.speech_started"));
        Assert.Equal(turn, Turn<TurnCompleted>("conversation.chat.completed", "c1"));
    }

    [Fact]
    public void A_keyword_cancels_the_turn_and_what_was_said_with_it_may_be_answered()
    {
        int turn = Answer("c1");
        Turn<SpeechStarted>("input_audio_buffer.speech_started");

        Assert.Equal(turn, Turn<TurnCanceled>("conversation.chat.canceled"));
        Assert.Equal(turn + 1, Turn<TurnCreated>("conversation.chat.created", "c2"));
        Assert.Equal(0, Turn<TurnCompleted>("conversation.chat.completed", "c1"));
    }

    [Fact]
    public void Behind_a_keyword_a_voice_begins_a_turn_as_at_rest()
    {
        int turn = Answer("c1");
        Turn<TurnCanceled>("conversation.chat.canceled");

        Assert.True(Turn<SpeechStarted>("input_audio_buffer.speech_started") > turn);
    }

    [Fact]
    public void A_question_into_the_last_of_an_answer_is_a_turn_once_the_service_answers_it()
    {
        int turn = Answer("c1");
        Turn<TurnCompleted>("conversation.chat.completed", "c1");
        Assert.Equal(0, Turn<SpeechStarted>("input_audio_buffer.speech_started"));

        Assert.Equal(turn + 1, Turn<TurnCreated>("conversation.chat.created", "c2"));
        Assert.Equal(turn + 1, Turn<TurnCompleted>("conversation.chat.completed", "c2"));
    }

    private int Answer(string chat)
    {
        int turn = Turn<SpeechStarted>("input_audio_buffer.speech_started");
        Assert.Equal(turn, Turn<TurnCreated>("conversation.chat.created", chat));
        return turn;
    }

    // Routes an event and says which turn it was told for.
    private int Turn<T>(string type, string? chat = null)
        where T : ServerEvent
    {
        string data = chat is null ? """{"code":1,"msg":""}""" : $$"""{"id":"{{chat}}","chat_id":"{{chat}}","conversation_id":"v"}""";
        _downlink.Route(Encoding.UTF8.GetBytes($$"""{"id":"e","event_type":"{{type}}","data":{{data}}}"""));
        Assert.True(_told.Reader.TryRead(out LinkNotice? told));
        var wire = Assert.IsType<WireEvent>(told);
        Assert.IsType<T>(wire.Event);
        return wire.Turn;
    }
}
