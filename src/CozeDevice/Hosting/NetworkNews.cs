using System.Net.NetworkInformation;
using CozeDevice.Link;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>The machine's news of its network, on their way to the link. The link works without them, only later.</summary>
internal sealed class NetworkNews : IDisposable
{
    private readonly SystemNetworkChanges _changes;
    private readonly NetworkHint _hint;

    private NetworkNews(SystemNetworkChanges changes, NetworkHint hint) => (_changes, _hint) = (changes, hint);

    /// <summary>Begins to listen; null where the system does not tell.</summary>
    /// <param name="link">The link to hurry.</param>
    /// <param name="dialer">Knows the address beneath its connection.</param>
    /// <param name="time">Monotonic clock.</param>
    /// <param name="logger">The link's log.</param>
    public static NetworkNews? Listen(LinkSupervisor link, CozeDialer dialer, TimeProvider time, ILogger logger)
    {
        try
        {
            var changes = new SystemNetworkChanges();
            return new NetworkNews(changes, new NetworkHint(changes, link, () => dialer.LocalAddress, time, logger));
        }
        catch (NetworkInformationException failure)
        {
            HostingLog.NoNetworkNews(logger, failure.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hint.Dispose();
        _changes.Dispose();
    }
}
