using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>What the audio threads tell.</content>
public static partial class TurnMachine
{
    private static Transition Sound(Frame step, AudioNotice notice, int next) => notice switch
    {
        // Nothing but digital silence: no service could answer it, so the person is told at once.
        CaptureClosed { IsDead: true } closed when step.Turn is Finishing finishing && finishing.Turn == closed.Turn =>
            Prompt(step, PromptReason.NoMicrophone, new Count("dead_utterances")),
        CaptureClosed closed when step.Turn is Finishing finishing && finishing.Turn == closed.Turn =>
            Think(step, finishing),
        CaptureOverflow overflow when step.Turn is Listening { HandsFree: false } listening
            && listening.Turn == overflow.Turn => Release(step, listening, step.Now),
        PlaybackStarted started when started.Stream == PlayoutStream.OfAnswer(step.Turn.Turn) => Starts(step),
        PlaybackStarved starved when step.Turn is Speaking { Complete: false } speaking
            && starved.Stream == PlayoutStream.OfAnswer(speaking.Turn) =>
            step.To(Timed(speaking with { Starved = true }, step.Now)),
        PlaybackResumed resumed when step.Turn is Speaking speaking
            && resumed.Stream == PlayoutStream.OfAnswer(speaking.Turn) =>
            step.To(Timed(speaking with { Starved = false }, step.Now)),
        PlaybackDrained drained => Drained(step, drained.Stream, next),
        VoiceHeard or VoiceEnded or VoiceMissed => Voice(step, notice),
        DeviceLost { Direction: AudioDirection.Capture } => LosesMic(step),
        DeviceLost => Go(step.State with { PlaybackFault = true }),
        DeviceReady { Direction: AudioDirection.Capture } => Go(step.State with { CaptureFault = false }),
        DeviceReady => Go(step.State with { PlaybackFault = false }),
        MicrophoneSignal signal => Go(step.State with { Microphone = signal.Faults }),
        _ => step.Stay(),
    };

    private static Transition Starts(Frame step) => step.Turn switch
    {
        Thinking { Waits: var waits } => step.To(Voice(step, waits)),
        Acting acting => step.To(Voice(step, acting.Waits) with
        {
            Pending = acting.Request,
            Deadline = acting.Deadline,
        }),
        _ => step.Stay(),
    };

    private static Speaking Voice(Frame step, Await waits) => new(
        step.Turn.Turn, waits.Kind, waits.Complete, Cut: null, Starved: false, step.Now + TurnRules.SpeakingLimit);

    private static Transition Drained(Frame step, long stream, int next)
    {
        switch (step.Turn)
        {
            case Prompting prompting when stream == PlayoutStream.OfPrompt(prompting.Turn):
                return Rest(step, Name(prompting.Reason));
            case Speaking speaking when stream == PlayoutStream.OfAnswer(speaking.Turn):
                if (speaking.Cut is { } why)
                    return Prompt(step, why);
                if (speaking.Complete && MayFollow(step, speaking.Kind, next))
                    return Follows(step, next);
                // Longer than the playout buffer takes: what is not heard is not waited for either.
                Effect[] cancel = speaking.Complete || !step.State.Online ? [] : [new Send(new CancelChat())];
                return Rest(step, null, [.. cancel, new Silence(speaking.Turn)]);
            case Thinking { Waits: { Complete: true, Kind: var kind } } thinking
                when stream == PlayoutStream.OfAnswer(thinking.Turn) && MayFollow(step, kind, next):
                return Follows(step, next);
            case Thinking { Waits: { Complete: true } } thinking when stream == PlayoutStream.OfAnswer(thinking.Turn):
                return Rest(step, null, new Silence(thinking.Turn));
            default:
                return step.Stay();
        }
    }

    // Tools that run while the answer is heard have their own limit, which neither sound nor silence moves.
    private static Speaking Timed(Speaking speaking, TimeSpan now) =>
        speaking.Pending is null ? Continued(speaking, now) : speaking;

    private static Speaking Continued(Speaking speaking, TimeSpan now) => speaking with
    {
        Pending = null,
        Deadline = now + (speaking.Starved ? TurnRules.StallLimit : TurnRules.SpeakingLimit),
    };

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
        PromptReason.NothingHeard => "nothing_heard",
        _ => "try_again",
    };
}
