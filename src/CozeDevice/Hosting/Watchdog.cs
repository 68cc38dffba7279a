using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>Feeds systemd's watchdog while every loop beats, and says which one does not. A hung loop thus ends in a
/// restart by systemd, and the journal knows the culprit.</summary>
/// <param name="heartbeats">The loops that must be alive.</param>
/// <param name="notifier">Where the pings go.</param>
/// <param name="interval">Time between two looks; half the limit of systemd.</param>
/// <param name="logger">Where a late loop is named.</param>
/// <param name="time">The clock.</param>
internal sealed class Watchdog(
    IReadOnlyList<Heartbeat> heartbeats,
    SystemdNotifier notifier,
    TimeSpan interval,
    ILogger<Watchdog> logger,
    TimeProvider time)
{
    private bool _wasLate;

    /// <summary>Half of systemd's limit, or null when the unit has no watchdog for this process.</summary>
    /// <param name="environment">The environment with <c>WATCHDOG_USEC</c> and <c>WATCHDOG_PID</c>.</param>
    /// <param name="processId">The id of this process.</param>
    public static TimeSpan? IntervalOf(IReadOnlyDictionary<string, string> environment, int processId)
    {
        if (environment.GetValueOrDefault("WATCHDOG_PID") is { Length: > 0 } pid
            && pid != processId.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        var written = environment.GetValueOrDefault("WATCHDOG_USEC");
        return long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and < int.MaxValue * 1000L
            ? TimeSpan.FromMicroseconds(limit / 2.0)
            : null;
    }

    /// <summary>Looks after the loops until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do Look();
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private void Look()
    {
        if (Late() is not { } late)
        {
            notifier.Watchdog();
            if (!_wasLate) return;
            HostingLog.LoopsBack(logger);
            notifier.Status("every loop is alive again");
            _wasLate = false;
            return;
        }

        // Named once in the journal, each time in the status.
        if (!_wasLate) HostingLog.LoopsLate(logger, late);
        _wasLate = true;
        notifier.Status($"hung: {late}");
    }

    private string? Late()
    {
        List<string>? late = null;
        foreach (var heartbeat in heartbeats)
        {
            if (!heartbeat.IsLate) continue;
            var seconds = heartbeat.Age.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            (late ??= []).Add($"{heartbeat.Name} ({seconds} s)");
        }

        return late is null ? null : string.Join(", ", late);
    }
}
