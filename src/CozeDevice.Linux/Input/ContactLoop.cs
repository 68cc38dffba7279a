using CozeDevice.Linux.Posix;
using CozeDevice.Panel;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Input;

/// <summary>The button loop: one thread in <c>poll</c> for every contact of the panel.</summary>
/// <remarks>While nothing moves it sleeps without a limit: no polling interval. It wakes for an edge, for a device that comes or
/// goes, to look for a contact that is missing (after 1, 2, 4, then every 5 s), and to stop.</remarks>
internal sealed class ContactLoop : IDisposable
{
    /// <summary>Name of the thread.</summary>
    public const string ThreadName = "coze-button";

    private const int Wake = 0, Watch = 1, FirstContact = 2;
    private const short Asked = Libc.POLLIN;
    private const short HungUp = Libc.POLLERR | Libc.POLLHUP | Libc.POLLNVAL;
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan BlindPause = TimeSpan.FromSeconds(5);

    private readonly MoveOrder _order = new();
    private readonly List<ContactSlot> _slots = [];
    private readonly List<long?> _retries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly WakeEvent _wake = new();
    private readonly DeviceWatch? _watch;
    private readonly PollCall _poll;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Libc.PollEntry[] _entries = new Libc.PollEntry[FirstContact];
    private volatile bool _isStopping;
    private Thread? _thread;

    /// <summary>Makes a loop without contacts; nothing runs yet.</summary>
    /// <param name="directory"><c>/dev</c>.</param>
    /// <param name="poll">The call, see <see cref="PollCalls.Kernel"/>.</param>
    /// <param name="time">Monotonic clock.</param>
    /// <param name="logger">For people.</param>
    public ContactLoop(string directory, PollCall poll, TimeProvider time, ILogger<ContactLoop> logger)
    {
        (_poll, _time, _logger) = (poll, time, logger);
        try
        {
            _watch = new DeviceWatch(directory);
        }
        catch (PosixException e)
        {
            InputLog.NoWatch(logger, e.Message);
        }
    }

    /// <summary>Ends with the thread; fails if the thread died of a defect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Whether there is anything to watch.</summary>
    public bool HasContacts => _slots.Count > 0;

    /// <summary>Adds a contact, before <see cref="Start"/>.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="listener">Told what happens to it.</param>
    public void Add(IContact contact, IContactListener listener)
    {
        _slots.Add(new ContactSlot(contact, _order.For(listener), _logger));
        _retries.Add(_time.GetTimestamp());
        _entries = new Libc.PollEntry[FirstContact + _slots.Count];
    }

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = ThreadName, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits for one thing and handles it. Called on the input thread.</summary>
    public void Step()
    {
        Retry();
        _order.Tell();
        Prepare();
        int ready = _poll(_entries, Timeout());
        // Interrupted by a signal: nothing happened, and nothing was lost.
        if (ready < 0 && ready != -Errno.EINTR)
            throw new PosixException("poll", ThreadName, -ready);
        if (ready > 0 && _entries[Wake].revents != 0)
            _wake.Clear();
        if (ready > 0 && _entries[Watch].revents != 0)
            LookAround();
        long now = _time.GetTimestamp();
        for (int i = 0; i < _slots.Count; i++)
        {
            ContactSlot slot = _slots[i];
            short events = ready > 0 ? _entries[FirstContact + i].revents : (short)0;
            if (!slot.IsOpen || (events == 0 && !(slot.Contact.Due <= now)))
                continue;
            slot.Take(now, (events & HungUp) != 0);
            if (!slot.IsOpen)
                Plan(i);
        }
        _order.Tell();
    }

    /// <summary>Tells the thread to end, and does not wait for it.</summary>
    public void Stop()
    {
        _isStopping = true;
        _wake.Set();
    }

    /// <summary>Stops the thread and lets every contact go.</summary>
    public void Dispose()
    {
        Stop();
        if (_thread is { } thread && !thread.Join(JoinLimit))
            return; // stuck in a driver: it is a background thread
        foreach (ContactSlot slot in _slots)
            slot.Close();
        _watch?.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_isStopping)
                Step();
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            InputLog.Died(_logger, e);
            _completion.TrySetException(e); // the host sees it and ends
        }
    }

    private void Retry()
    {
        for (int i = 0; i < _slots.Count; i++)
        {
            ContactSlot slot = _slots[i];
            long now = _time.GetTimestamp();
            if (!slot.IsOpen && _retries[i] <= now)
            {
                slot.TryOpen(now);
                Plan(i);
            }
        }
    }

    private void LookAround()
    {
        _names.Clear();
        bool isWhole = _watch!.Take(_names);
        for (int i = 0; i < _slots.Count; i++)
        {
            ContactSlot slot = _slots[i];
            if (isWhole && !IsConcerned(slot.Contact))
                continue;
            slot.Look(_time.GetTimestamp());
            Plan(i);
        }
    }

    private bool IsConcerned(IContact contact)
    {
        foreach (string name in _names)
        {
            if (contact.Concerns(name))
                return true;
        }
        return false;
    }

    // When to try again, for a slot that is not open.
    private void Plan(int i)
    {
        TimeSpan? pause = _slots[i].Pause ?? (_watch is null ? BlindPause : null);
        _retries[i] = pause is { } wait
            ? _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency)
            : null;
    }

    private void Prepare()
    {
        Set(Wake, _wake.Descriptor);
        Set(Watch, _watch?.Descriptor);
        for (int i = 0; i < _slots.Count; i++)
            Set(FirstContact + i, _slots[i].IsOpen ? _slots[i].Contact.Descriptor : null);
    }

    // A negative descriptor is skipped by the kernel.
    private void Set(int entry, FileDescriptor? descriptor) =>
        _entries[entry] = new Libc.PollEntry { fd = descriptor?.Number ?? -1, events = Asked };

    private int Timeout()
    {
        long? due = null;
        for (int i = 0; i < _slots.Count; i++)
        {
            long? next = _slots[i].IsOpen ? _slots[i].Contact.Due : _retries[i];
            if (next is not null && !(due < next))
                due = next;
        }
        if (due is not { } at)
            return -1;
        long now = _time.GetTimestamp();
        // Rounded up: poll knows milliseconds, and being early by a fraction would be a spin.
        return at <= now ? 0 : (int)Math.Ceiling(Math.Min(int.MaxValue, _time.GetElapsedTime(now, at).TotalMilliseconds));
    }
}
