using CozeDevice.Audio;

namespace CozeDevice.Conversation;

/// <content>What the audio threads tell.</content>
public static partial class TurnMachine
{
    private static Transition Sound(Frame step, AudioNotice notice) => notice switch
    {
        CaptureClosed closed when step.Turn is Finishing finishing && finishing.Turn == closed.Turn =>
            Think(step, finishing),
        CaptureOverflow overflow when step.Turn is Listening { HandsFree: false } listening
            && listening.Turn == overflow.Turn => Release(step, listening),
        PlaybackStarted started when started.Stream == PlayoutStream.OfAnswer(step.Turn.Turn) => Starts(step),
        PlaybackStarved starved when step.Turn is Speaking { Complete: false } speaking
            && starved.Stream == PlayoutStream.OfAnswer(speaking.Turn) =>
            step.To(speaking with { Starved = true, Deadline = Later(speaking, step.Now + TurnRules.StallLimit) }),
        PlaybackResumed resumed when step.Turn is Speaking speaking
            && resumed.Stream == PlayoutStream.OfAnswer(speaking.Turn) =>
            step.To(speaking with { Starved = false, Deadline = step.Now + TurnRules.SpeakingLimit }),
        PlaybackDrained drained => Drained(step, drained.Stream),
        DeviceLost { Direction: AudioDirection.Capture } => Go(step.State with { CaptureFault = true }),
        DeviceLost => Go(step.State with { PlaybackFault = true }),
        DeviceReady { Direction: AudioDirection.Capture } => Go(step.State with { CaptureFault = false }),
        DeviceReady => Go(step.State with { PlaybackFault = false }),
        _ => step.Stay(),
    };

    private static Transition Starts(Frame step) => step.Turn switch
    {
        Thinking { Waits: var waits } => step.To(Voice(step, waits)),
        Acting acting => step.To(Voice(step, acting.Waits) with
        {
            Pending = acting.Request,
            Deadline = acting.Deadline + TurnRules.StallLimit,
        }),
        _ => step.Stay(),
    };

    private static Speaking Voice(Frame step, Await waits) => new(
        step.Turn.Turn, waits.Kind, waits.Complete, Cut: false, Starved: false, step.Now + TurnRules.SpeakingLimit);

    private static Transition Drained(Frame step, long stream)
    {
        switch (step.Turn)
        {
            case Prompting prompting when stream == PlayoutStream.OfPrompt(prompting.Turn):
                return Rest(step, Name(prompting.Reason));
            case Speaking speaking when stream == PlayoutStream.OfAnswer(speaking.Turn):
                return speaking.Cut ? Prompt(step, PromptReason.LinkLost) : Rest(step, null, new Silence(speaking.Turn));
            case Thinking { Waits: { Complete: true } } thinking when stream == PlayoutStream.OfAnswer(thinking.Turn):
                return Rest(step, null, new Silence(thinking.Turn));
            default:
                return step.Stay();
        }
    }

    // Tools that run while the answer is heard may take their time.
    private static TimeSpan Later(Speaking speaking, TimeSpan due) =>
        speaking.Pending is not null && speaking.Deadline > due ? speaking.Deadline : due;

    /// <summary>The name of a prompt's reason on the local feed.</summary>
    /// <param name="reason">The reason.</param>
    public static string Name(PromptReason reason) => reason switch
    {
        PromptReason.Muted => "muted",
        PromptReason.NoMicrophone => "no_microphone",
        PromptReason.NotAuthorised => "not_authorised",
        PromptReason.Refused => "refused",
        PromptReason.Offline => "offline",
        PromptReason.LinkLost => "link_lost",
        _ => "try_again",
    };
}
