using System.Text;
using CozeDevice.Panel;

namespace CozeDevice.Conversation;

/// <content>Commands: from the control socket, the terminal view, and the button.</content>
public sealed partial class ConversationLoop
{
    private const int MaxSayBytes = 1023;
    private static readonly TimeSpan MaxEdgeAge = TimeSpan.FromSeconds(2);
    private long _pressedAt;

    /// <summary>A command with the place for its answer.</summary>
    private sealed record Commanded(DeviceCommand Command, TaskCompletionSource<CommandResult> Answer) : Input;

    /// <inheritdoc/>
    public async ValueTask<CommandResult> ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        if (Wrong(command) is { } wrong)
            return wrong;
        // Beside the dispatcher: a tool may take its time, and may itself ask for something.
        if (command is CallToolCommand call)
            return await CallAsync(call, cancellationToken).ConfigureAwait(false);
        var answer = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _parts.Inbox.Writer.TryWrite(new Commanded(command, answer));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static CommandResult? Wrong(DeviceCommand command) => command switch
    {
        VolumeCommand { Percent: < 0 or > 100 } => new CommandResult("bad_value", "percent must be 0 to 100"),
        VolumeStepCommand { Step: < -100 or > 100 } => new CommandResult("bad_value", "step must be -100 to 100"),
        SayCommand { Text: var text } when Encoding.UTF8.GetByteCount(text) is 0 or > MaxSayBytes =>
            new CommandResult("bad_value", "text must be 1 to 1023 bytes of UTF-8"),
        AskCommand { Text: "" } => new CommandResult("bad_value", "text must not be empty"),
        UpdatingCommand { Seconds: < 0 or > UpdatingCommand.MaxSeconds } =>
            new CommandResult("bad_value", $"seconds must be 0 to {UpdatingCommand.MaxSeconds}"),
        LightCommand light when !LightPatterns.Has(light.Pattern) =>
            new CommandResult("bad_value", "pattern must be one of " + string.Join(", ", LightPatterns.Names)),
        _ => null,
    };

    private void Command(Commanded commanded, CancellationToken cancellationToken)
    {
        // Also when the step failed: nobody waits for ever.
        Refuse? refusal = new("failed", "an internal failure; the log of the device says more");
        try
        {
            refusal = Carry(commanded.Command, cancellationToken);
        }
        finally
        {
            commanded.Answer.TrySetResult(new CommandResult(refusal?.Error, refusal?.Message));
        }
    }

    // When a contact moved. A driver that stamps its events with another clock than ours must not begin a turn in the future,
    // or one that is over at once.
    private long Happened(long timestamp)
    {
        long now = _time.GetTimestamp();
        return timestamp > 0 && timestamp <= now && _time.GetElapsedTime(timestamp, now) < MaxEdgeAge ? timestamp : now;
    }

    private TimeSpan Since(long timestamp) => timestamp < _start ? TimeSpan.Zero : _time.GetElapsedTime(_start, timestamp);

    private Refuse? Carry(DeviceCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case PressCommand press:
                _pressedAt = Happened(press.Timestamp);
                return Step(new ButtonDown(_parts.Gate.NextTurn(), press.Source, Since(_pressedAt)), cancellationToken);
            case ReleaseCommand release:
                return Step(new ButtonUp(release.Source, Since(Happened(release.Timestamp))), cancellationToken);
            case TapCommand when _state.Held.Has(Holders.Control) || _state.Turn is Listening { HandsFree: false, EndPointed: false }:
                return new Refuse("busy", "the button is held");
            case TapCommand:
                _pressedAt = _time.GetTimestamp();
                Step(new ButtonDown(_parts.Gate.NextTurn()), cancellationToken);
                return Step(new ButtonUp(), cancellationToken);
            case CancelCommand:
                return Step(new CancelRequested(_parts.Gate.NextTurn()), cancellationToken);
            case MuteCommand mute:
                return Step(new MuteRequested(mute.Muted), cancellationToken);
            case SayCommand say:
                return Step(new SayRequested(_parts.Gate.NextTurn(), say.Text), cancellationToken);
            case AskCommand ask:
                return Step(new AskRequested(_parts.Gate.NextTurn(), ask.Text), cancellationToken);
            case RepeatCommand:
                return Step(new RepeatRequested(_parts.Gate.NextTurn(), _parts.Answers.HasAnswer), cancellationToken);
            case AnnounceCommand:
                return Step(new AnnounceRequested(_parts.Gate.NextTurn()), cancellationToken);
            case LightCommand light:
                return Step(new LightRequested(light.Pattern), cancellationToken);
            case UpdatingCommand update:
                return Step(new UpdatingRequested(TimeSpan.FromSeconds(update.Seconds)), cancellationToken);
            case ClearContextCommand:
                return Step(new ClearContextRequested(), cancellationToken);
            case VolumeCommand volume:
                SetVolume(volume.Percent);
                return null;
            case VolumeStepCommand { Step: not 0 } volume:
                SetVolume(_parts.Volume.Percent + volume.Step);
                return null;
            default:
                return null;
        }
    }
}
