using System.Net;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Link;

/// <summary>Turns news of the network into a dial: at once where the link is down, and where the address beneath a live session
/// is gone, which the session itself would notice only by the silence.</summary>
/// <remarks>News come on any thread. A flapping interface leads to one look a second, the last of a burst included; at rest there
/// is no timer.</remarks>
public sealed class NetworkHint : IDisposable
{
    /// <summary>Least distance of two looks.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromSeconds(1);

    private readonly INetworkChanges _changes;
    private readonly LinkSupervisor _link;
    private readonly Func<IPAddress?> _localAddress;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long? _last;
    private bool _isPending;
    private bool _isDisposed;

    /// <summary>Begins to listen.</summary>
    /// <param name="changes">The news.</param>
    /// <param name="link">The link to hurry.</param>
    /// <param name="localAddress">The address of this machine beneath the live session, or null.</param>
    /// <param name="time">Monotonic clock.</param>
    /// <param name="logger">The link's log.</param>
    public NetworkHint(
        INetworkChanges changes, LinkSupervisor link, Func<IPAddress?> localAddress, TimeProvider time, ILogger logger)
    {
        (_changes, _link, _localAddress, _time, _logger) = (changes, link, localAddress, time, logger);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        changes.Changed += OnChanged;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Changed -= OnChanged;
        lock (_gate)
            _isDisposed = true;
        _timer.Dispose();
    }

    private void OnChanged()
    {
        lock (_gate)
        {
            if (_isPending || _isDisposed)
                return;
            TimeSpan since = _last is { } last ? _time.GetElapsedTime(last) : Distance;
            if (since < Distance)
            {
                _isPending = true;
                _timer.Change(Distance - since, Timeout.InfiniteTimeSpan);
                return;
            }
            _last = _time.GetTimestamp();
        }
        Act();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            (_isPending, _last) = (false, _time.GetTimestamp());
        }
        Act();
    }

    private void Act()
    {
        if (_link.Status.State != LinkState.Online)
        {
            _logger.NetworkChanged();
            _link.NetworkChanged();
            return;
        }
        if (_localAddress() is { } address && !IPAddress.IsLoopback(address) && !_changes.Has(address))
            _link.Restart($"the address {address} of this board is gone");
    }
}
