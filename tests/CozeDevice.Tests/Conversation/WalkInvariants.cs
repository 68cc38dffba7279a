using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>The invariants of design §3, looked at after each step of a walk.</summary>
internal sealed class WalkInvariants(MachineSettings settings)
{
    private readonly Dictionary<int, UtteranceEnd> _ends = [];
    private readonly HashSet<int> _forced = [];
    private int _newest;
    private int? _open;
    private bool _isStreaming;
    private bool _isHeld;
    private int? _watched;

    /// <summary>Fails if the step broke a promise.</summary>
    public void Check(DeviceState before, Input input, TimeSpan now, Transition next)
    {
        if (input is ButtonDown press) Pressed(before, press, next);
        if (input is Tick) Ticked(before, now, next.State);
        foreach (Effect effect in next.Effects) Follow(effect);
        Assert.True(next.State.Turn.Turn >= before.Turn.Turn, "a turn id went back");
        _newest = Math.Max(_newest, next.State.Turn.Turn);
        Assert.Equal(next.State.Turn is Listening { HandsFree: false } ? next.State.Turn.Turn : null, _open);
        bool isVad = settings.Mode == TurnMode.ServerVad;
        Assert.Equal(isVad && next.State is { Online: true, Muted: false }, _isStreaming);
        Assert.Equal(isVad && next.State.Held.Any, _isHeld);
        if (next.State.Turn is Listening { EndPointed: true } found)
        {
            Assert.Equal(found.Turn, _watched);
            Assert.False(found.Holders.Any, "the button and the pause both mark the end");
        }
        if (next.State.Turn is Listening { FollowsUp: true } follows && before.Turn.Turn != follows.Turn)
            Assert.True(before is { Turn: Speaking { Complete: true } or Thinking { Waits.Complete: true }, Muted: false }, "it listens again behind no answer");
        Assert.Equal(next.State.Turn is Ready, next.State.Turn.Due is null);
        Assert.False(next.State.Muted && next.State.Turn is Listening, "it listens although it is muted");
        if (before.Turn is Speaking && next.State.Turn is Ready)
            Assert.True(MayEndSpeaking(before, input, now), $"speaking ended by {input}");
    }

    // A press is accepted in every state, in this one step, and what was heard is silenced first.
    private void Pressed(DeviceState before, ButtonDown press, Transition next)
    {
        int turn = press.Turn;
        Assert.True(next.State.Held.Has(press.Source));
        // Twice from one source, or a second hand on an utterance that goes on.
        if (before.Held.Has(press.Source) || before.Turn is Listening { HandsFree: false, IsWaiting: false })
        {
            Assert.Equal(
                !before.Held.Has(press.Source) && before.Turn is Listening { EndPointed: true }
                    ? [new LeaveVoice(before.Turn.Turn)]
                    : Array.Empty<Effect>(),
                next.Effects);
            return;
        }
        Assert.Equal(turn, Assert.IsType<Hush>(next.Effects[0]).Turn);
        Assert.Equal(turn, next.State.Turn.Turn);
        if (settings.Mode == TurnMode.ServerVad) Assert.IsType<Ready>(next.State.Turn);
        else if (before.Muted || before.CaptureFault) Assert.IsType<Prompting>(next.State.Turn);
        else Assert.IsType<Listening>(next.State.Turn);
    }

    // A tick at a deadline moves it: no tick is ever followed by the same tick for ever.
    private static void Ticked(DeviceState before, TimeSpan now, DeviceState after)
    {
        if (before.Due is { } due && due <= now) Assert.NotEqual(before, after);
    }

    private void Follow(Effect effect)
    {
        switch (effect)
        {
            case Hush hush:
                Assert.True(hush.Turn > _newest, "a hush of an older turn");
                _newest = hush.Turn;
                break;
            case OpenMic open:
                Assert.Null(_open);
                Assert.True(_ends.TryAdd(open.Turn, UtteranceEnd.Silent), "a turn listened twice");
                IsOfNow(open.Turn);
                _open = open.Turn;
                break;
            case AwaitVoice wait:
                Assert.Null(_open);
                Assert.True(_ends.TryAdd(wait.Turn, UtteranceEnd.Silent), "a turn listened twice");
                IsOfNow(wait.Turn);
                (_open, _watched) = (wait.Turn, wait.Turn);
                break;
            case WatchVoice watch:
                Assert.Equal(_open, watch.Turn);
                _watched = watch.Turn;
                break;
            case LeaveVoice leave:
                Assert.Equal(_watched, leave.Turn);
                _watched = null;
                break;
            case HoldGate hold:
                Assert.NotEqual(_isHeld, hold.IsHeld);
                _isHeld = hold.IsHeld;
                break;
            case CloseMic close:
                Closed(close);
                break;
            case FinishUtterance finish:
                Assert.Equal(UtteranceEnd.Complete, _ends[finish.Turn]);
                Assert.True(_forced.Add(finish.Turn), "completed twice");
                IsOfNow(finish.Turn);
                break;
            case HandsFreeStream stream:
                Assert.NotEqual(_isStreaming, stream.Open);
                _isStreaming = stream.Open;
                break;
            case Silence silence: IsOfNow(silence.Turn); break;
            case EndPlayout end: IsOfNow(end.Turn); break;
            case Replay replay: IsOfNow(replay.Turn); break;
            case PlayPrompt prompt: IsOfNow(prompt.Turn); break;
            case RunTools run: IsOfNow(run.Turn); break;
            case Send { Event: SubmitToolOutputs outputs }:
                IsOfNow(int.Parse(outputs.ChatId, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private void Closed(CloseMic close)
    {
        UtteranceEnd before = _ends[close.Turn];
        if (close.End == UtteranceEnd.Complete)
            Assert.Equal(UtteranceEnd.Silent, before);
        else
            Assert.NotEqual(UtteranceEnd.Clear, before);
        Assert.True(_open == close.Turn || (_open is null && before == UtteranceEnd.Complete), "closed what was not open");
        _ends[close.Turn] = close.End;
        _open = null;
    }

    // After a hush nothing refers to an older turn any more.
    private void IsOfNow(int turn)
    {
        Assert.True(turn >= _newest, "an effect of an older turn");
        _newest = turn;
    }

    private static bool MayEndSpeaking(DeviceState before, Input input, TimeSpan now) => input switch
    {
        FromAudio { Notice: PlaybackDrained drained } => drained.Stream == PlayoutStream.OfAnswer(before.Turn.Turn),
        ButtonDown or CancelRequested => true,
        FromLink { Notice: WireEvent { Event: TurnCanceled or SpeechStarted } } => true,
        Tick => before.Turn.Due <= now,
        _ => false,
    };
}
