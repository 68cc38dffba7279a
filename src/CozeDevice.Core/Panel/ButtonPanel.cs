using CozeDevice.Conversation;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Panel;

/// <summary>The buttons of the device: contacts in, commands out. Remembers gestures, and keeps their time.</summary>
/// <remarks>Contacts tell on the input thread, the timer on the pool; both exclude each other. No timer runs while no button is
/// held. A command is in the inbox of the dispatcher before the call returns, so the order of the contacts is kept.</remarks>
public sealed class ButtonPanel : IDisposable
{
    /// <summary>The fault of a contact that cannot be watched.</summary>
    public const string MissingFault = "button";

    /// <summary>The fault of a button that is held for too long.</summary>
    public const string StuckFault = "button_stuck";

    private const string Idle = "ready";

    private readonly Lock _lock = new();
    private readonly List<Contact> _contacts = [];
    private readonly List<Gesture> _told = [];
    private readonly IDeviceControl _device;
    private readonly Action<string, bool> _report;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly long _start;
    private bool _wasMissing;
    private bool _wasStuck;
    private bool _isDisposed;

    /// <summary>Makes a panel without buttons.</summary>
    /// <param name="device">What is commanded.</param>
    /// <param name="report">Told faults by name, and when they are over.</param>
    /// <param name="time">Monotonic clock.</param>
    /// <param name="logger">For what a person should know.</param>
    public ButtonPanel(IDeviceControl device, Action<string, bool> report, TimeProvider time, ILogger<ButtonPanel> logger)
    {
        (_device, _report, _time, _logger) = (device, report, time, logger);
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a contact, before the input thread starts.</summary>
    /// <param name="button">What it is for.</param>
    /// <returns>What the input thread tells of it.</returns>
    public IContactListener Add(ButtonSettings button)
    {
        var contact = new Contact(this, button, Holders.Control + 1 + _contacts.Count);
        _contacts.Add(contact);
        return contact;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _isDisposed = true;
        _timer.Dispose();
    }

    private TimeSpan At(long timestamp) => timestamp <= _start ? TimeSpan.Zero : _time.GetElapsedTime(_start, timestamp);

    private void Look()
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            foreach (Contact contact in _contacts)
                contact.Handle(GestureMachine.Tick(contact.State, At(now), _told), now);
            Arm();
        }
    }

    // Under the lock.
    private void Arm()
    {
        TimeSpan? due = null;
        bool isMissing = false, isStuck = false;
        foreach (Contact contact in _contacts)
        {
            if (contact.State.Due is { } next && !(due < next))
                due = next;
            isMissing |= contact.IsMissing;
            isStuck |= contact.State.IsStuck;
        }
        Report(MissingFault, isMissing, ref _wasMissing);
        Report(StuckFault, isStuck, ref _wasStuck);
        if (_isDisposed)
            return;
        TimeSpan wait = due is { } at ? at - At(_time.GetTimestamp()) : Timeout.InfiniteTimeSpan;
        // Timers have whole milliseconds and may be early by a fraction: a deadline is looked at just behind it.
        if (due is not null)
            wait = (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Report(string fault, bool isPresent, ref bool wasPresent)
    {
        if (isPresent != wasPresent)
            _report(fault, isPresent);
        wasPresent = isPresent;
    }

    private void Execute(ButtonSettings button, Gesture gesture, DeviceCommand command)
    {
        // The command is in the inbox when the call returns; only its answer is waited for elsewhere.
        ValueTask<CommandResult> answer = _device.ExecuteAsync(command, CancellationToken.None);
        _ = TellAsync(button, gesture, answer);
    }

    private async Task TellAsync(ButtonSettings button, Gesture gesture, ValueTask<CommandResult> answer)
    {
        try
        {
            CommandResult result = await answer.ConfigureAwait(false);
            if (result.Error is not null)
                _logger.Refused(button.Name, gesture, result.Message ?? result.Error);
        }
        catch (Exception failure)
        {
            // A defect of the dispatcher: the button goes on.
            _logger.Failed(button.Name, gesture, failure);
        }
    }

    private sealed class Contact(ButtonPanel panel, ButtonSettings button, int source) : IContactListener
    {
        private bool _wasIdle;

        public GestureState State { get; private set; }

        public bool IsMissing { get; private set; }

        public void Opened(bool isClosed, long timestamp) => Handle(false, timestamp, at =>
            GestureMachine.Open(State, isClosed, at, panel._told));

        public void Moved(bool isClosed, long timestamp) => Handle(IsMissing, timestamp, at =>
            GestureMachine.Move(State, isClosed, at, button.Repeats, panel._told));

        public void Lost(long timestamp) => Handle(true, timestamp, at =>
            GestureMachine.Lose(State, at, panel._told));

        public void Handle(GestureState next, long timestamp)
        {
            State = next;
            foreach (Gesture gesture in panel._told)
                Carry(gesture, timestamp);
            panel._told.Clear();
        }

        private void Handle(bool isMissing, long timestamp, Func<TimeSpan, GestureState> step)
        {
            lock (panel._lock)
            {
                IsMissing = isMissing;
                Handle(step(panel.At(timestamp)), timestamp);
                panel.Arm();
            }
        }

        private void Carry(Gesture gesture, long timestamp)
        {
            DeviceSnapshot device = panel._device.Snapshot();
            // The second press of a gesture finds what the first one left; only the first tells what was going on.
            if (gesture == Gesture.Press && !State.IsBehindTap)
                _wasIdle = device.Turn.State == Idle;
            if (ButtonActions.Of(button, gesture, source, timestamp, device, _wasIdle) is { } command)
                panel.Execute(button, gesture, command);
            switch (gesture)
            {
                case Gesture.Stuck: panel._logger.Stuck(button.Name); break;
                case Gesture.Freed: panel._logger.Freed(button.Name); break;
                default: panel._logger.Happened(button.Name, gesture); break;
            }
        }
    }
}
