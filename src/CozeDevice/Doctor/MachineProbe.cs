using System.Runtime.InteropServices;
using CozeDevice.Hosting;
using CozeDevice.Linux.Opus;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Doctor;

/// <summary>The machine this runs on.</summary>
/// <param name="time">Its clock.</param>
/// <param name="root">The root of the file system.</param>
internal sealed class MachineProbe(TimeProvider time, string root = "/") : IMachineProbe
{
    private const string SpeexDsp = "libspeexdsp.so.1";

    // One file of each kind that can be opened without waiting and without disturbing who uses it.
    private static readonly (string Group, string Directory, string Pattern)[] Kinds =
    [
        ("audio", "dev/snd", "controlC*"),
        ("gpio", "dev", "gpiochip*"),
        ("spi", "dev", "spidev*"),
        ("input", "dev/input", "event*"),
    ];

    // Where Debian, Fedora and Alpine keep them.
    private static readonly string[] Roots =
        ["etc/ssl/certs/ca-certificates.crt", "etc/pki/tls/certs/ca-bundle.crt", "etc/ssl/cert.pem"];

    /// <inheritdoc/>
    public MachineFacts Read() => new()
    {
        IsLinux = OperatingSystem.IsLinux(),
        Os = NameOf(Text("etc/os-release")) ?? RuntimeInformation.OSDescription,
        Kernel = Environment.OSVersion.Version,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Runtime = Environment.Version,
        Model = Text("proc/device-tree/model").Trim('\0', '\n') is { Length: > 0 } model ? model : null,
        HasOpus = new LinuxCodecs().HasOpus,
        HasSpeexDsp = NativeLibrary.TryLoad(SpeexDsp, out _),
        HasRoots = Array.Exists(Roots, file => File.Exists(Path.Combine(root, file)))
            || Environment.GetEnvironmentVariable("SSL_CERT_FILE") is not null
            || Environment.GetEnvironmentVariable("SSL_CERT_DIR") is not null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<DeviceAccess> Devices(IEnumerable<string> groups)
    {
        var all = new UserGroups(Text("etc/group"));
        var found = new List<DeviceAccess>();
        foreach (var (group, directory, pattern) in Kinds)
        {
            if (groups.Contains(group) && Files(directory, pattern) is { Count: > 0 } files)
                found.Add(Look(group, files, all));
        }

        return found;
    }

    /// <inheritdoc/>
    public ClockFacts Clock() => new(time.GetUtcNow(), BuildTime.Read(), IsSynchronized());

    // systemd-timesyncd leaves a mark; any other time service is known to the kernel.
    private bool? IsSynchronized() =>
        File.Exists(Path.Combine(root, "run/systemd/timesync/synchronized")) ? true : KernelClock.IsSynchronized();

    // The first one that is closed, else the first.
    private static DeviceAccess Look(string group, List<string> files, UserGroups all)
    {
        DeviceAccess? first = null;
        foreach (var file in files)
        {
            var owner = OwnerOf(file) is { } id ? all.NameOf(id) : null;
            var access = new DeviceAccess(
                group, file, owner, MayOpen(file), all.HasMember(owner ?? group, Environment.UserName));
            if (!access.MayOpen) return access;
            first ??= access;
        }

        return first!;
    }

    private static uint? OwnerOf(string file)
    {
        try
        {
            return FileOwner.Of(file).Group;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool MayOpen(string file)
    {
        try
        {
            using var open = DeviceFile.Open(file, Libc.O_RDONLY);
            return true;
        }
        catch (PosixException e)
        {
            // Busy, or gone meanwhile: that is for other checks.
            return e.Errno is not (Errno.EACCES or Errno.EPERM);
        }
    }

    private List<string> Files(string directory, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(root, directory), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string Text(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? NameOf(string release)
    {
        const string Key = "PRETTY_NAME=";
        foreach (var line in release.Split('\n'))
            if (line.StartsWith(Key, StringComparison.Ordinal)) return line[Key.Length..].Trim().Trim('"');
        return null;
    }
}
