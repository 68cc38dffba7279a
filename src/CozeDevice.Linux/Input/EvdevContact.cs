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
    private bool _isDropping;

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
        _isDropping = false;
        return new ContactOpening($"{Name} of \"{_device.Name}\" ({_device.Path})", isClosed);
    }

    /// <inheritdoc/>
    public void Take(IContactListener listener, long now)
    {
        int count;
        do
        {
            count = _device!.Read(_events);
            for (int i = 0; i < count; i++)
                Follow(_events[i], listener, now);
        }
        while (count == _events.Length);
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
    public void Close()
    {
        _device?.Dispose();
        _device = null;
    }

    private void Follow(in EvdevUapi.input_event news, IContactListener listener, long now)
    {
        switch (news)
        {
            // The kernel's queue ran over: what follows up to the next report is a rest of something, and then the truth is asked for.
            case { type: EvdevUapi.EV_SYN, code: EvdevUapi.SYN_DROPPED }:
                _isDropping = true;
                break;
            case { type: EvdevUapi.EV_SYN, code: EvdevUapi.SYN_REPORT } when _isDropping:
                _isDropping = false;
                _track.Settle(_device!.IsDown(settings.Key), now, listener);
                break;
            case { type: EvdevUapi.EV_KEY, value: Up or Down } when news.code == settings.Key && !_isDropping:
                _track.Edge(news.value == Down, Timestamp(news), listener);
                break;
        }
    }

    private long Timestamp(in EvdevUapi.input_event news) => time.OfKernel((ulong)EvdevDevice.NanosecondsOf(news));
}
