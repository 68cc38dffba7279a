using System.Diagnostics.CodeAnalysis;
using CozeDevice.Account;
using CozeDevice.Control;
using CozeDevice.Linux.Posix;
using CozeDevice.Options;
using CozeDevice.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>The agent as the generic host runs it: device, control socket, state, systemd. Stops in reverse.</summary>
/// <param name="options">The configuration.</param>
/// <param name="device">The device.</param>
/// <param name="control">The control socket, already listening.</param>
/// <param name="store">What is remembered.</param>
/// <param name="tokens">Where tokens come from.</param>
/// <param name="environment">For systemd.</param>
/// <param name="lifetime">Stopped when the device ends by itself.</param>
/// <param name="logs">Logs.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "Made by RunCommand.")]
internal sealed class DeviceWorker(
    DeviceOptions options,
    Device device,
    ControlServer control,
    StateStore store,
    TokenSources tokens,
    IReadOnlyDictionary<string, string> environment,
    IHostApplicationLifetime lifetime,
    ILoggerFactory logs,
    TimeProvider time) : BackgroundService
{
    /// <summary>What ended the device although nobody asked, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var notifier = new SystemdNotifier(environment, logs.CreateLogger<SystemdNotifier>());
        device.Loop.SettingsChanged = (volume, muted) =>
            store.Update(now => now with { Volume = volume ?? now.Volume, Muted = muted });
        device.Loop.Shown += shown => notifier.Status(shown.Name.Replace('_', ' '));
        device.Link.ConversationChanged = id => store.Update(now => now with { ConversationId = id });
        using var liveness = new Liveness(device, time);
        Task watchdog = Watchdog.IntervalOf(environment, Environment.ProcessId) is { } interval
            ? new Watchdog(liveness.Heartbeats, notifier, interval, logs.CreateLogger<Watchdog>(), time).RunAsync(stoppingToken)
            : Task.CompletedTask;
        ILogger account = logs.CreateLogger("CozeDevice.Account");
        Task logins = Task.WhenAll(
            new LoginWatch(tokens, device.Link, device.Loop, time, account).RunAsync(stoppingToken),
            new SpokenLogin(tokens, device.Loop, device.Prompts, time, account).RunAsync(stoppingToken));
        try
        {
            ILogger logger = logs.CreateLogger<DeviceWorker>();
            Task running = device.RunAsync(stoppingToken);
            // Beside the first dial. A press is accepted meanwhile; it is only not yet as quick.
            await WarmUp.RunAsync(options, logger, stoppingToken);
            // What start and rehearsal left behind goes back to the system before it would be locked.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (options.Audio.LockMemory) device.Memory = MemoryLock.Apply(logger);
            // Ready means: a press is accepted and served at once. The network is not waited for.
            notifier.Ready();
            HostingLog.Started(logger, UserAgent.Text);
            await running;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Failure = failure;
        }
        finally
        {
            notifier.Stopping();
            await control.DisposeAsync();
            // The dispatcher has ended, so nothing changes any more: first what must survive, then what may hang.
            await store.DisposeAsync();
            device.Dispose();
        }
        // First, because it is what ends the others when the device has failed by itself.
        lifetime.StopApplication();
        await watchdog;
        if (Failure is null) await logins;
    }
}
