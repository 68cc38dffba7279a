using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>Effects: what the machine asked for, carried out at once. Nothing here waits.</content>
public sealed partial class ConversationLoop
{
    private readonly Dictionary<string, long> _counts = [];
    private int _stream;

    private void Execute(Effect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case Hush hush:
                _parts.Playout.Discard(PlayoutStream.OfAnswer(hush.Turn));
                _parts.Gate.Begin(hush.Turn, hush.Expecting);
                break;
            case Silence silence:
                _parts.Playout.Discard(PlayoutStream.OfPrompt(silence.Turn));
                _parts.Gate.Begin(silence.Turn, expecting: false);
                break;
            case OpenMic open:
                _parts.Capture.Open(open.Turn);
                _clock.Gate();
                break;
            case CloseMic close:
                _parts.Capture.Close(close.Turn, close.End, close.HasTail);
                break;
            case WatchVoice watch:
                _parts.Capture.Watch(watch.Turn, watch.Patience);
                break;
            case AwaitVoice wait:
                _parts.Capture.Await(wait.Turn, wait.Patience);
                break;
            case LeaveVoice leave:
                _parts.Capture.Unwatch(leave.Turn);
                break;
            case HoldGate hold:
                _parts.Capture.HalfDuplex?.Hold(hold.IsHeld);
                break;
            case HandsFreeStream stream:
                Stream(stream.Open);
                break;
            case FinishUtterance finish:
                _parts.Outbound.End(finish.Turn, UtteranceEnd.Complete);
                break;
            case DropUtterance drop:
                _parts.Outbound.Abandon(drop.Turn);
                break;
            case Send send:
                Send(send.Event);
                break;
            case RunTools run:
                Start(run, cancellationToken);
                break;
            case EndPlayout end:
                _parts.Playout.Complete(PlayoutStream.OfAnswer(end.Turn));
                break;
            case Replay replay:
                _parts.Answers.Play(PlayoutStream.OfAnswer(replay.Turn), _parts.Playout);
                break;
            case PlayPrompt prompt:
                Play(prompt);
                break;
            case HurryLink:
                _parts.Link.Hurry();
                break;
            case RestartLink restart:
                _parts.Link.Restart(restart.Why);
                break;
            case ForgetConversation:
                _parts.Link.ForgetConversation();
                break;
            case SetMuted muted:
                _parts.Capture.SetMuted(muted.Muted);
                break;
        }
    }

    // Ahead of the snapshot, so that it shows what this step counted.
    private void Tally(IReadOnlyList<Effect> effects)
    {
        foreach (Effect effect in effects)
        {
            if (effect is Count count)
                _counts[count.Name] = _counts.GetValueOrDefault(count.Name) + 1;
        }
    }

    private void Send(ClientEvent clientEvent)
    {
        if (_parts.Outbound.TryEnqueue(clientEvent))
            return;
        _parts.Logger.OutboundFull();
        _parts.Link.Restart("the outbound queue is full");
    }

    private void Stream(bool open)
    {
        if (open)
        {
            _stream = _parts.Gate.NextTurn();
            _parts.Capture.Open(_stream);
        }
        else
        {
            _parts.Capture.Close(_stream, UtteranceEnd.Silent);
        }
    }

    private void Play(PlayPrompt prompt)
    {
        long stream = PlayoutStream.OfPrompt(prompt.Turn);
        _parts.Playout.Write(stream, PromptLibrary.Format, _parts.Prompts.Sound(prompt.Reason));
        _parts.Playout.Complete(stream);
        _parts.Logger.TurnSpoiled(prompt.Turn, TurnMachine.Name(prompt.Reason));
    }
}
