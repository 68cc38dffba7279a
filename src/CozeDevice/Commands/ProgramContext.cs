using System.Collections;
using CozeDevice.Audio;
using CozeDevice.Bundle;
using CozeDevice.Doctor;
using CozeDevice.Hosting;
using CozeDevice.Linux.Alsa;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Commands;

/// <summary>The surroundings of the program: streams, environment, places. Tests bring their own.</summary>
internal sealed record ProgramContext
{
    private const int StandardOutput = 1;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where messages for people and logs go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where a person's answers come from.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where the default configuration files are.</summary>
    public string ConfigurationDirectory { get; init; } = "/etc/cozedevice";

    /// <summary>Where systemd finds the credentials of services.</summary>
    public IReadOnlyList<string> CredentialStores { get; init; } =
        ["/etc/credstore", "/run/credstore", "/etc/credstore.encrypted", "/run/credstore.encrypted"];

    /// <summary>Whether a person sits at a terminal that can draw and read keys.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The processor time this process has taken so far: what <c>doctor</c> does not count as waiting.</summary>
    public Func<TimeSpan> Computed { get; init; } = static () => TimeSpan.Zero;

    /// <summary>The sound devices the audio commands open. What libasound says beside an error is in the error.</summary>
    public IAudioDevices AudioDevices { get; init; } = SoundDevices.Create(TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>The sound cards there are.</summary>
    public ISoundCards SoundCards { get; init; } =
        new AlsaSoundCards(new AlsaMixers(NullLogger<AlsaMixers>.Instance), NullLogger.Instance);

    /// <summary>What <c>doctor</c> looks through, or null for this machine.</summary>
    public DoctorProbes? Probes { get; init; }

    /// <summary>Runs programs of the system for <c>support-bundle</c>.</summary>
    public IProgramRunner Programs { get; init; } = new ProgramRunner();

    /// <summary>Where the updater keeps packages and its record.</summary>
    public string UpdateDirectory { get; init; } = Update.UpdateStore.Usual;

    /// <summary>Whether this process may install packages.</summary>
    public bool IsRoot { get; init; } = System.Environment.IsPrivilegedProcess;

    /// <summary>How long a command may take to end after SIGTERM or Ctrl-C; null leaves signals alone.</summary>
    public TimeSpan? TerminationLimit { get; init; }

    /// <summary>The surroundings of this process.</summary>
    public static ProgramContext OfThisProcess()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        return new()
        {
            Out = OpenOut(),
            Error = Console.Error,
            In = Console.In,
            Environment = environment,
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            Computed = static () => System.Environment.CpuUsage.TotalTime,
            TerminationLimit = TimeSpan.FromSeconds(5),
        };
    }

    // The console ignores a broken pipe, so `cozedevice ctl watch | head -1` would never end. A stream over the pipe
    // itself fails as it should. A file is left to the console, which shares its position with other writers.
    private static TextWriter OpenOut()
    {
        if (!Console.IsOutputRedirected) return Console.Out;
        var handle = new SafeFileHandle(StandardOutput, ownsHandle: false);
        var pipe = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.Out : new StreamWriter(pipe) { AutoFlush = true };
    }
}
