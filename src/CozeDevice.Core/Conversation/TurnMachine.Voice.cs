using CozeDevice.Audio;

namespace CozeDevice.Conversation;

/// <content>Turns whose end no button marks: behind a tap, and behind an answer.</content>
public static partial class TurnMachine
{
    private static Transition Voice(Frame step, AudioNotice notice) => (step.Turn, notice) switch
    {
        (Listening { EndPointed: true } listening, VoiceHeard heard) when heard.Turn == listening.Turn => step.To(
            listening with { Heard = true, Deadline = step.Now + TurnRules.MaxHold }, step.State.Online ? [] : [new HurryLink()]),
        (Listening { EndPointed: true } listening, VoiceEnded ended) when ended.Turn == listening.Turn =>
            Finish(step, listening, hasTail: false),
        (Listening { EndPointed: true } listening, VoiceMissed missed) when missed.Turn == listening.Turn => Missed(step, listening),
        _ => step.Stay(),
    };

    // The button was down for a moment only.
    private static Transition Tapped(Frame step, Listening listening)
    {
        if (listening.EndsByTap)
            return listening.Heard ? Finish(step, listening) : Rest(step, "tap", new CloseMic(listening.Turn, UtteranceEnd.Clear));
        if (step.Settings.Tap == TapMode.Stop)
            return Rest(step, "tap", new CloseMic(listening.Turn, UtteranceEnd.Clear));
        return step.To(
            listening with
            {
                Holders = default,
                EndPointed = true,
                Deadline = step.Now + TurnRules.VoicePatience + TurnRules.VoiceGrace,
            },
            new WatchVoice(listening.Turn, TurnRules.VoicePatience));
    }

    // The button takes over; what was said so far stays.
    private static Transition Joins(Frame step, Listening listening, ButtonDown press)
    {
        Listening held = listening with { Holders = listening.Holders.With(press.Source) };
        if (!listening.EndPointed)
            return step.To(held);
        return step.To(
            held with
            {
                EndPointed = false,
                EndsByTap = true,
                PressedAt = press.At ?? step.Now,
                Deadline = listening.Since + TurnRules.MaxHold,
            },
            new LeaveVoice(listening.Turn));
    }

    // Heard to its end: the device may listen once more. Nothing is sent before somebody speaks.
    private static Transition Follows(Frame step, int next)
    {
        TimeSpan patience = step.Settings.FollowUp;
        return step.To(
            new Listening(next, step.Now, step.Now + patience + TurnRules.VoiceGrace) { EndPointed = true, FollowsUp = true },
            new Hush(next),
            new AwaitVoice(next, patience));
    }

    private static bool MayFollow(Frame step, TurnKind kind, int next) =>
        next > step.Turn.Turn && kind == TurnKind.Speech && step.Settings.FollowUp > TimeSpan.Zero
        && step.State is { Online: true, Muted: false, CaptureFault: false };

    private static Transition Missed(Frame step, Listening listening)
    {
        var close = new CloseMic(listening.Turn, UtteranceEnd.Clear);
        if (listening.FollowsUp || listening.Stopped)
            return Rest(step, "nothing_heard", close);
        return Prompt(step, step.State.CaptureFault ? PromptReason.NoMicrophone : PromptReason.NothingHeard, close);
    }

    // Nobody will say when the pause came: what there is counts.
    private static Transition LosesMic(Frame step)
    {
        Frame lost = step with { State = step.State with { CaptureFault = true } };
        return step.Turn is not Listening { EndPointed: true } listening ? lost.Stay()
            : listening.Heard ? Finish(lost, listening)
            : Missed(lost, listening);
    }

    private static Transition Finish(Frame step, Listening listening, bool hasTail = true)
    {
        int turn = listening.Turn;
        if (step.State.Link.IsRefused)
            return Prompt(step, ReasonOf(step.State.Link), new CloseMic(turn, UtteranceEnd.Clear));
        return step.To(
            new Finishing(turn, step.Now, step.Now + TurnRules.FinishLimit),
            new CloseMic(turn, UtteranceEnd.Complete, hasTail));
    }

    // A gate that waits for a voice is given up for something else.
    private static Effect[] GivenUp(TurnPhase phase) =>
        phase is Listening { IsWaiting: true } ? [new CloseMic(phase.Turn, UtteranceEnd.Clear)] : [];
}
