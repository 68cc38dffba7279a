using System.CommandLine;
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
            return RunAsync(context, options, loaded, parsed.GetValue(verbose), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context,
        DeviceOptions options,
        LoadedConfiguration loaded,
        bool verbose,
        CancellationToken cancellationToken)
    {
        TokenLocator tokens = FindToken(context, options.Auth);
        using ILoggerFactory logs = AgentLogging.Create(context, verbose);
        string directory = StateDirectory.Resolve(options.State.Directory, context.Environment, Environment.IsPrivilegedProcess);
        var store = new StateStore(new StateFile(directory, logs.CreateLogger<StateFile>()), context.Time);
        var start = new DeviceStart(
            VolumeOf(store, loaded, options.Audio.MaxVolume, logs), StartVolume.Muted(store.Current), store.Current.ConversationId);
        WarnOfReadableToken(options.Auth.TokenWrittenIn, logs);
        WarnOfReadableToken(options.Metrics.OtlpHeadersFile, logs);

        Device device;
        ControlServer control;
        try
        {
            device = new Device(options, tokens, start, logs, context.Time);
            control = ControlServer.Start(
                options.Control.Socket, device.Loop, logs.CreateLogger<ControlServer>(), context.Time);
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

        using MetricsExport? export = MetricsExport.Start(options.Metrics, device.Metrics, logs);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton(provider => new DeviceWorker(
            options, device, control, store, context.Environment, provider.GetRequiredService<IHostApplicationLifetime>(), logs,
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

    /// <summary>Where the token is.</summary>
    /// <exception cref="CommandException">Nowhere: exit code 77.</exception>
    internal static TokenLocator FindToken(ProgramContext context, AuthOptions auth)
    {
        var locator = new TokenLocator(new TokenPlaces
        {
            CredentialsDirectory = context.Environment.GetValueOrDefault("CREDENTIALS_DIRECTORY"),
            TokenFile = auth.TokenFile,
            Token = auth.Token,
            EnvironmentToken = context.Environment.GetValueOrDefault("COZE_API_TOKEN"),
        });
        try
        {
            locator.Find();
            return locator;
        }
        catch (TokenException e)
        {
            throw new CommandException(ExitCode.Token, e.Message);
        }
    }

    private static void WarnOfReadableToken(string? file, ILoggerFactory logs)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (file is null || OperatingSystem.IsWindows() || !File.Exists(file))
            return;
        if ((File.GetUnixFileMode(file) & Others) != 0)
            HostingLog.TokenReadable(logs.CreateLogger(nameof(RunCommand)), file);
    }
}
