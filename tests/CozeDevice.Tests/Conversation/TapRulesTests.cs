using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>A tap that opens a turn (<c>Turn:Tap: talk</c>).</summary>
public sealed class TapRulesTests
{
    private readonly MachineBench _bench = new(tap: TapMode.Talk);

    [Fact]
    public void A_tap_goes_on_listening_on_the_gate_its_press_opened()
    {
        _bench.Press();
        Assert.Contains(new OpenMic(_bench.Turn), _bench.Effects);

        _bench.Wait(0.1).Release();

        Assert.True(_bench.Phase<Listening>().EndPointed);
        Assert.Equal([new WatchVoice(_bench.Turn, TimeSpan.FromSeconds(8))], _bench.Effects);
    }

    [Fact]
    public void A_hold_is_push_to_talk_as_ever()
    {
        _bench.Press().Wait(0.5).Release().Phase<Finishing>();

        Assert.Equal([new CloseMic(_bench.Turn, UtteranceEnd.Complete)], _bench.Effects);
    }

    [Fact]
    public void The_pause_behind_speech_ends_it_without_another_tail()
    {
        _bench.Tap().Sound(new VoiceHeard(_bench.Turn)).Sound(new VoiceEnded(_bench.Turn));

        _bench.Phase<Finishing>();
        Assert.Equal([new CloseMic(_bench.Turn, UtteranceEnd.Complete, HasTail: false)], _bench.Effects);
    }

    [Fact]
    public void Nothing_said_is_a_soft_tone_and_ready()
    {
        _bench.Tap().Sound(new VoiceMissed(_bench.Turn));

        Assert.Equal(PromptReason.NothingHeard, _bench.Phase<Prompting>().Reason);
        Assert.Contains(new CloseMic(_bench.Turn, UtteranceEnd.Clear), _bench.Effects);
        Assert.Contains(new PlayPrompt(_bench.Turn, PromptReason.NothingHeard), _bench.Effects);
        _bench.PromptDrained().Phase<Ready>();
    }

    [Fact]
    public void A_second_tap_ends_what_is_being_said()
    {
        _bench.Tap().Sound(new VoiceHeard(_bench.Turn)).Wait(2);
        int turn = _bench.Turn;

        _bench.Tap();

        Assert.Equal(turn, _bench.Phase<Finishing>().Turn);
        Assert.Equal([new CloseMic(turn, UtteranceEnd.Complete)], _bench.Effects);
    }

    [Fact]
    public void A_second_tap_before_a_word_takes_the_first_one_back()
    {
        _bench.Tap().Wait(1).Tap();

        Assert.Equal("tap", _bench.Phase<Ready>().Reason);
        Assert.Equal([new CloseMic(_bench.Turn, UtteranceEnd.Clear)], _bench.Effects);
    }

    [Fact]
    public void A_press_takes_over_and_keeps_what_was_said()
    {
        _bench.Tap().Sound(new VoiceHeard(_bench.Turn)).Wait(2);
        int turn = _bench.Turn;

        Assert.Equal([new LeaveVoice(turn)], _bench.Press().Effects);
        _bench.Sound(new VoiceEnded(turn)).Phase<Listening>();
        _bench.Wait(1).Release();

        Assert.Equal(turn, _bench.Phase<Finishing>().Turn);
    }

    [Fact]
    public void A_tap_into_an_answer_stops_it_and_listens()
    {
        _bench.To("speaking").Tap();

        Assert.True(_bench.Phase<Listening>().EndPointed);
    }

    [Fact]
    public void Who_only_wanted_it_to_stop_hears_no_tone()
    {
        _bench.To("speaking").Tap().Sound(new VoiceMissed(_bench.Turn));

        Assert.Equal("nothing_heard", _bench.Phase<Ready>().Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_microphone_that_is_lost_ends_it(bool isHeard)
    {
        _bench.Tap();
        if (isHeard) _bench.Sound(new VoiceHeard(_bench.Turn));

        _bench.Sound(new DeviceLost(AudioDirection.Capture, "gone"));

        if (isHeard) _bench.Phase<Finishing>();
        else Assert.Equal(PromptReason.NoMicrophone, _bench.Phase<Prompting>().Reason);
    }

    [Fact]
    public void A_microphone_that_tells_nothing_holds_it_up_for_ten_seconds_at_most() =>
        Assert.IsNotType<Listening>(_bench.Tap().Wait(10).State.Turn);

    [Fact]
    public void Somebody_who_never_pauses_is_answered_after_a_minute()
    {
        _bench.Tap().Sound(new VoiceHeard(_bench.Turn)).Wait(60);

        Assert.IsNotType<Listening>(_bench.State.Turn);
    }

    [Fact]
    public void By_default_a_tap_opens_nothing() =>
        Assert.Equal("tap", new MachineBench().Tap().Phase<Ready>().Reason);

    [Fact]
    public void Muted_a_tap_says_why_it_does_not_listen() =>
        Assert.Equal(PromptReason.Muted, _bench.Mute().Tap().Phase<Prompting>().Reason);

    [Fact]
    public void A_refused_link_is_said_at_the_end_of_speech()
    {
        _bench.Tap().Sound(new VoiceHeard(_bench.Turn)).Link(LinkState.Offline, OfflineReason.Account).Sound(new VoiceEnded(_bench.Turn));

        Assert.Equal(PromptReason.Refused, _bench.Phase<Prompting>().Reason);
    }
}
