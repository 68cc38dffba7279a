using CozeDevice.Panel;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Input;

/// <summary>The life of one contact: opened, lost, said so once, tried again until it is there.</summary>
/// <remarks>Used by the input thread alone.</remarks>
/// <param name="contact">The contact.</param>
/// <param name="listener">Told what happens.</param>
/// <param name="logger">For people.</param>
internal sealed class ContactSlot(IContact contact, IContactListener listener, ILogger logger)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5)];

    private string? _said;
    private bool _isLossTold;
    private bool _wasEverOpen;
    private int _failures;

    /// <summary>The contact.</summary>
    public IContact Contact { get; } = contact;

    /// <summary>Whether it is watched.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>How long to wait until it is tried again, or null while it is open or only a new device can help.</summary>
    public TimeSpan? Pause { get; private set; }

    /// <summary>Opens it.</summary>
    /// <param name="now">Now.</param>
    public void TryOpen(long now)
    {
        try
        {
            ContactOpening opening = Contact.Open(now);
            (IsOpen, _wasEverOpen, Pause, _failures) = (true, true, null, 0);
            if (_said is null)
                InputLog.Opened(logger, Contact.Name, opening.Text);
            else
                InputLog.Back(logger, Contact.Name, opening.Text);
            (_said, _isLossTold) = (null, false);
            listener.Opened(opening.IsClosed, now);
        }
        catch (ContactException e)
        {
            Fail(e, now);
        }
    }

    /// <summary>Takes what waits.</summary>
    /// <param name="now">Now.</param>
    /// <param name="hasHungUp">Whether the kernel says that nothing more will come.</param>
    public void Take(long now, bool hasHungUp)
    {
        try
        {
            Contact.Take(listener, now);
            if (hasHungUp)
                throw new ContactException(ContactProblem.Missing, $"{Contact.Name} is gone");
        }
        catch (ContactException e)
        {
            Fail(e, now);
        }
    }

    /// <summary>A device that concerns it came, went or changed.</summary>
    /// <param name="now">Now.</param>
    public void Look(long now)
    {
        if (!IsOpen)
        {
            TryOpen(now);
            return;
        }
        try
        {
            Contact.Check(listener, now);
        }
        catch (ContactException e)
        {
            Fail(e, now);
        }
    }

    /// <summary>Lets go.</summary>
    public void Close()
    {
        IsOpen = false;
        Contact.Close();
    }

    private void Fail(ContactException failure, long now)
    {
        IsOpen = false;
        Contact.Abandon();
        bool isMissing = failure.Problem == ContactProblem.Missing;
        if (Contact.IsOptional && isMissing && !_wasEverOpen)
        {
            // Nobody asked for it, and it was never there: no fault. Should one come, its device announces it.
            if (_said is null)
                InputLog.NoButton(logger, failure.Message);
            (_said, Pause) = (failure.Message, null);
            return;
        }
        if (_said != failure.Message)
            InputLog.Lost(logger, Contact.Name, failure.Message);
        _said = failure.Message;
        if (!_isLossTold)
            listener.Lost(now);
        _isLossTold = true;
        Pause = Pauses[Math.Min(_failures++, Pauses.Length - 1)];
    }
}
