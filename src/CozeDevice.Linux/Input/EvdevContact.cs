using CozeDevice.Linux.Posix;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Input;

/// <summary>A button that is a key of an input device.</summary>
/// <param name="settings">Which.</param>
/// <param name="finder">Finds it.</param>
/// <param name="time">The clock whose timestamps are CLOCK_MONOTONIC.</param>
internal sealed class EvdevContact(EvdevContactSettings settings, EvdevFinder finder, TimeProvider time) : IContact
{
    private const int Up = 0, Down = 1;

    private readonly EvdevUapi.input_event[] _events = new EvdevUapi.input_event[32];
    private readonly ContactTrack _track = new(0);
    private EvdevDevice? _device;

    /// <inheritdoc/>
    public string Name => EvdevKeys.NameOf(settings.Key);

    /// <inheritdoc/>
    public bool IsOptional => false;

    /// <inheritdoc/>
    public FileDescriptor? Descriptor => _device?.Descriptor;

    /// <inheritdoc/>
    public long? Due => null;

    /// <inheritdoc/>
    public ContactOpening Open(long now)
    {
        _device = finder.Find(settings);
        if (settings.Grab)
            _device.Grab();
        bool isClosed = _device.IsDown(settings.Key);
        _track.Start(isClosed, now);
        return new ContactOpening($"{Name} of \"{_device.Name}\" ({_device.Path})", isClosed);
    }

    /// <inheritdoc/>
    public void Take(IContactListener listener, long now)
    {
        bool isWhole = true;
        int count;
        do
        {
            count = _device!.Read(_events);
            for (int i = 0; i < count && isWhole; i++)
                isWhole = Follow(_events[i], listener);
        }
        while (count > 0);
        // Asking takes the key's events out of the queue as well, so nothing older is read after it.
        if (!isWhole)
            _track.Settle(_device.IsDown(settings.Key), now, listener);
    }

    /// <inheritdoc/>
    public void Check(IContactListener listener, long now)
    {
        Take(listener, now);
        _track.Settle(_device!.IsDown(settings.Key), now, listener);
    }

    /// <inheritdoc/>
    public bool Concerns(string device) => device.StartsWith(EvdevFinder.Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Abandon() => Close();

    /// <inheritdoc/>
    public void Close()
    {
        _device?.Dispose();
        _device = null;
    }

    // False when the kernel's queue ran over: what is behind it is a rest of something.
    private bool Follow(in EvdevUapi.input_event news, IContactListener listener)
    {
        if (news is { type: EvdevUapi.EV_SYN, code: EvdevUapi.SYN_DROPPED })
            return false;
        if (news is { type: EvdevUapi.EV_KEY, value: Up or Down } && news.code == settings.Key)
            _track.Edge(news.value == Down, Timestamp(news), listener);
        return true;
    }

    private long Timestamp(in EvdevUapi.input_event news) => time.OfKernel((ulong)EvdevDevice.NanosecondsOf(news));
}
