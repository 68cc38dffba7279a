using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>Listening once more behind an answer (<c>Turn:FollowUpSeconds</c>).</summary>
public sealed class FollowUpRulesTests
{
    private readonly MachineBench _bench = new(followUpSeconds: 5);

    [Fact]
    public void Heard_to_its_end_the_device_waits_for_a_voice()
    {
        Answered().DrainedWithNext();

        Assert.True(_bench.Phase<Listening>().IsWaiting);
        Assert.Equal([new Hush(_bench.Turn), new AwaitVoice(_bench.Turn, TimeSpan.FromSeconds(5))], _bench.Effects);
    }

    [Fact]
    public void What_is_said_is_a_turn_like_any_other_and_may_be_followed_again()
    {
        Answered().DrainedWithNext();
        _bench.Sound(new VoiceHeard(_bench.Turn)).Sound(new VoiceEnded(_bench.Turn)).Closed().CompleteSent();
        _bench.AudioCame().Started().Wire(new TurnCompleted()).DrainedWithNext();

        Assert.True(_bench.Phase<Listening>().IsWaiting);
    }

    [Fact]
    public void Nothing_said_is_ready_without_a_sound()
    {
        Answered().DrainedWithNext().Sound(new VoiceMissed(_bench.Turn));

        Assert.Equal("nothing_heard", _bench.Phase<Ready>().Reason);
        Assert.Equal([new CloseMic(_bench.Turn, UtteranceEnd.Clear)], _bench.Effects);
    }

    [Fact]
    public void A_press_meanwhile_is_a_turn_of_its_own()
    {
        Answered().DrainedWithNext();
        int waited = _bench.Turn;

        _bench.Press();

        Assert.Equal([new Hush(_bench.Turn), new CloseMic(waited, UtteranceEnd.Clear), new OpenMic(_bench.Turn)], _bench.Effects);
        Assert.False(_bench.Phase<Listening>().EndPointed);
    }

    [Theory]
    [InlineData(TapMode.Stop)]
    [InlineData(TapMode.Talk)]
    public void A_tap_meanwhile_tells_it_not_to_listen(TapMode tap)
    {
        var bench = new MachineBench(tap: tap, followUpSeconds: 5);
        bench.To("speaking").Wire(new TurnCompleted()).DrainedWithNext().Tap();

        Assert.Equal("tap", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_text_to_speak_does_not_wait_for_it()
    {
        Answered().DrainedWithNext();
        int waited = _bench.Turn;

        _bench.Say();

        _bench.Phase<Thinking>();
        Assert.Contains(new CloseMic(waited, UtteranceEnd.Clear), _bench.Effects);
    }

    [Fact]
    public void Behind_a_spoken_text_a_repetition_or_half_an_answer_it_does_not_listen()
    {
        _bench.Say().AudioCame().Started().Wire(new AudioCompleted("0")).DrainedWithNext().Phase<Ready>();
        _bench.Do(new RepeatRequested(_bench.Turn + 10, HasAnswer: true)).DrainedWithNext().Phase<Ready>();
        new MachineBench(followUpSeconds: 5).To("speaking").Drop().DrainedWithNext().Phase<Prompting>();
    }

    [Fact]
    public void Muted_or_without_a_microphone_it_does_not_listen()
    {
        Answered().Mute().DrainedWithNext().Phase<Ready>();
        var lost = new MachineBench(followUpSeconds: 5);
        lost.To("speaking").Wire(new TurnCompleted()).Sound(new DeviceLost(AudioDirection.Capture, "gone")).DrainedWithNext().Phase<Ready>();
    }

    [Fact]
    public void By_default_an_answer_is_the_end() =>
        new MachineBench().To("speaking").Wire(new TurnCompleted()).DrainedWithNext().Phase<Ready>();

    [Fact]
    public void A_microphone_that_tells_nothing_holds_it_up_for_two_seconds_more()
    {
        Answered().DrainedWithNext().Wait(7);

        _bench.Phase<Ready>();
    }

    private MachineBench Answered() => _bench.To("speaking").Wire(new TurnCompleted());
}
