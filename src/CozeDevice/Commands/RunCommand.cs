using System.CommandLine;
using System.Runtime.InteropServices;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Control;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.State;
using CozeDevice.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Commands;

/// <summary><c>run</c>: the agent, until SIGTERM.</summary>
internal static class RunCommand
{
    // Design §6: SIGTERM ends the program within 2 s.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1.8);

    /// <summary>Makes the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Log every transition and event." };
        var command = new Command("run", "Runs the agent; this is what systemd starts.") { verbose };
        command.SetAction((parsed, cancellation) =>
        {
            (DeviceOptions options, LoadedConfiguration loaded) = shared.LoadOrFail(parsed, context);
            return RunAsync(context, options, loaded, () => shared.Load(parsed, context), parsed.GetValue(verbose), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context,
        DeviceOptions options,
        LoadedConfiguration loaded,
        Func<LoadedConfiguration> reload,
        bool verbose,
        CancellationToken cancellationToken)
    {
        using ILoggerFactory logs = AgentLogging.Create(context, verbose);
        using var tokens = new TokenSources(AccountSettings.Of(options, context), context, logs.CreateLogger("CozeDevice.Account"));
        await tokens.RequireAsync(cancellationToken);
        string directory = StateDirectory.Resolve(options.State.Directory, context.Environment, Environment.IsPrivilegedProcess);
        var store = new StateStore(new StateFile(directory, logs.CreateLogger<StateFile>()), context.Time);
        var start = new DeviceStart(
            VolumeOf(store, loaded, options.Audio.MaxVolume, logs), StartVolume.Muted(store.Current), store.Current.ConversationId);
        WarnOfReadableToken(options, logs);

        Device device;
        Reloader reloader;
        ControlServer control;
        try
        {
            device = new Device(options, tokens.Locator, start, logs, context.Time);
            reloader = new Reloader(reload, loaded, device, logs.CreateLogger<Reloader>());
            control = ControlServer.Start(
                options.Control.Socket, new ReloadingControl(device.Loop, reloader), logs.CreateLogger<ControlServer>(), context.Time);
        }
        catch (ControlSocketInUseException e)
        {
            throw new CommandException(ExitCode.Failed, e.Message);
        }
        catch (ControlSocketException e)
        {
            throw new CommandException(ExitCode.Failed, e.Message);
        }
        catch (CodecException e)
        {
            throw new CommandException(ExitCode.Configuration, $"Audio:Codec: {e.Message}");
        }
        catch (EchoFilterException e)
        {
            throw new CommandException(ExitCode.Configuration, $"Audio:EchoCancel: {e.Message}");
        }

        using Reloader reloading = reloader;
        using PosixSignalRegistration? hangUp = context.TerminationLimit is null ? null : PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            signal =>
            {
                signal.Cancel = true;
                _ = reloader.ReloadQuietlyAsync();
            });
        using MetricsExport? export = MetricsExport.Start(options.Metrics, device.Metrics, logs);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton(provider => new DeviceWorker(
            options, device, control, store, tokens, context.Environment, provider.GetRequiredService<IHostApplicationLifetime>(), logs,
            context.Time));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DeviceWorker>());
        IHost host = builder.Build();
        DeviceWorker worker = host.Services.GetRequiredService<DeviceWorker>();
        await host.RunAsync(cancellationToken); // disposes the host
        return worker.Failure is { } failure
            ? throw new CommandException(ExitCode.Failed, $"the agent ended: {failure.Message}")
            : ExitCode.Ok;
    }

    private static int? VolumeOf(StateStore store, LoadedConfiguration loaded, int max, ILoggerFactory logs)
    {
        // Also for later: a maximum that is lifted must not bring back a loudness nobody has heard for long.
        store.Update(now => now.Volume > max ? now with { Volume = max } : now);
        EffectiveSetting configured = loaded.Find("Audio:Volume")!;
        if (StartVolume.IsRaised(store.Current, configured))
            StateLog.VolumeRaised(logs.CreateLogger(nameof(RunCommand)), Math.Min(StartVolume.Audible, max));
        return StartVolume.Volume(store.Current, configured);
    }

    private static void WarnOfReadableToken(DeviceOptions options, ILoggerFactory logs)
    {
        ILogger logger = logs.CreateLogger(nameof(RunCommand));
        if (options.Auth.TokenWrittenIn is { } written && SecretFile.IsExposed(written))
            HostingLog.TokenReadable(logger, written, SecretFile.Remedy(written));
        foreach (string? file in (ReadOnlySpan<string?>)[options.Metrics.OtlpHeadersFile, options.Auth.Jwt?.PrivateKeyFile])
        {
            if (SecretFile.IsExposed(file)) LoginLog.SecretReadable(logger, file!, SecretFile.Remedy(file!));
        }
    }
}
