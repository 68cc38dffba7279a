using CozeDevice.Linux.Input;
using CozeDevice.Linux.Posix;
using CozeDevice.Panel;

namespace CozeDevice.Tests.Linux.Input;

/// <summary>A contact whose device comes and goes as the test likes.</summary>
internal sealed class FakeContact(string name = "GPIO17", bool isOptional = false) : IContact, IDisposable
{
    private readonly WakeEvent _device = new();
    private readonly Queue<(bool Level, long? At)> _edges = new();
    private readonly ContactTrack _track = new(0);
    private bool _isOpen;

    /// <summary>Why it cannot be opened or read, or null.</summary>
    public ContactException? Trouble { get; set; }

    public bool Level { get; set; }

    public int Opens { get; private set; }

    public string Name => name;

    public bool IsOptional => isOptional;

    public FileDescriptor? Descriptor => _isOpen ? _device.Descriptor : null;

    public long? Due { get; set; }

    // When, if it is not when it is read.
    public void Move(bool level, long? at = null)
    {
        Level = level;
        _edges.Enqueue((level, at));
        _device.Set();
    }

    public ContactOpening Open(long now)
    {
        Opens++;
        if (Trouble is not null) throw Trouble;
        _isOpen = true;
        _track.Start(Level, now);
        return new ContactOpening($"{name} of a test", Level);
    }

    public void Take(IContactListener listener, long now)
    {
        if (Trouble is not null) throw Trouble;
        _device.Clear();
        while (_edges.TryDequeue(out (bool Level, long? At) edge)) _track.Edge(edge.Level, edge.At ?? now, listener);
    }

    public void Check(IContactListener listener, long now)
    {
        Take(listener, now);
        _track.Settle(Level, now, listener);
    }

    public bool Concerns(string device) => device.StartsWith("gpiochip", StringComparison.Ordinal);

    public void Abandon() => Close();

    public void Close()
    {
        _isOpen = false;
        _edges.Clear();
        _device.Clear();
    }

    public void Dispose() => _device.Dispose();
}
