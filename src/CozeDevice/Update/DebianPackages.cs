using System.Globalization;
using CozeDevice.Programs;

namespace CozeDevice.Update;

/// <summary>dpkg and apt.</summary>
internal sealed class DebianPackages : IPackages
{
    /// <summary>Where somebody puts the package of the installed version when nobody else has it.</summary>
    public const string Cache = "/var/cache/cozedevice";

    private const string Name = "cozedevice";
    private static readonly TimeSpan QuestionLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(30); // a slow card, and another apt that is waited for
    private static readonly string[] Caches = [Cache, "/var/cache/apt/archives"];
    private static readonly string[] Whole = ["installed", "triggers-awaited", "triggers-pending"];
    private static readonly string[] Gone = ["not-installed", "config-files"];

    // What the owner changed stays; a question would wait for ever.
    private static readonly string[] KeepConfiguration = ["--force-confdef", "--force-confold"];

    /// <inheritdoc/>
    public async Task<InstalledPackage?> InstalledAsync(CancellationToken cancellationToken)
    {
        var run = await AskAsync(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version} ${Architecture}", Name], cancellationToken);
        return run.ExitCode == 0 && run.Out.Trim().Split(' ') is [var status, var version, var architecture] && !Gone.Contains(status)
            ? new(version, architecture, Whole.Contains(status))
            : null;
    }

    /// <inheritdoc/>
    public async Task<PackageFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var run = await AskAsync(["dpkg-deb", "--field", path, "Package", "Version", "Architecture", "Installed-Size"], cancellationToken);
        if (run.ExitCode != 0) return null;
        var fields = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        if (fields.GetValueOrDefault("Package") != Name || fields.GetValueOrDefault("Version") is not { } version
            || fields.GetValueOrDefault("Architecture") is not { } architecture)
        {
            return null;
        }

        // Reads to the end, so that what is cut off or damaged shows.
        if ((await AskAsync(["dpkg-deb", "--contents", path], cancellationToken)).ExitCode != 0) return null;
        _ = long.TryParse(fields.GetValueOrDefault("Installed-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes);
        return new(version, architecture, kilobytes * 1024);
    }

    /// <inheritdoc/>
    public async Task<string?> InstallAsync(string path)
    {
        // What a power cut left in the middle, of any package; apt refuses to work before.
        await ChangeAsync("dpkg", [.. KeepConfiguration, "--configure", "-a"]);
        string[] keep = [.. KeepConfiguration.SelectMany(option => new[] { "-o", $"Dpkg::Options::={option}" })];
        var apt = await ChangeAsync(
            "apt-get", ["install", "-q", "-y", "--allow-downgrades", "--reinstall", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", .. keep, path]);
        if (apt.ExitCode == 0) return null;
        // Broken lists of sources, or a package elsewhere that is: what this package needs may be there all the same.
        var dpkg = await ChangeAsync("dpkg", [.. KeepConfiguration, "--install", path]);
        return dpkg.ExitCode == 0 ? null : $"apt-get: {UnattendedProgram.LastWords(apt)}; dpkg: {UnattendedProgram.LastWords(dpkg)}";
    }

    /// <inheritdoc/>
    public async Task<bool> FindAsync(InstalledPackage installed, string to, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(to)!;
        foreach (var name in FileNames(installed))
        {
            foreach (var cache in Caches)
                if (Copy(Path.Combine(cache, name), to)) return true;
        }

        await UnattendedProgram.RunAsync(
            DownloadLimit, directory, ["apt-get", "download", "-q", $"{Name}={installed.Version}"], cancellationToken);
        foreach (var name in FileNames(installed))
        {
            var downloaded = Path.Combine(directory, name);
            if (!File.Exists(downloaded)) continue;
            File.Move(downloaded, to, overwrite: true);
            return true;
        }

        return false;
    }

    private static string[] FileNames(InstalledPackage installed) =>
        [$"{Name}_{installed.Version.Replace(":", "%3a", StringComparison.Ordinal)}_{installed.Architecture}.deb"];

    private static bool Copy(string from, string to)
    {
        if (!File.Exists(from)) return false;
        try
        {
            File.Copy(from, to, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Task<ProgramEnd> AskAsync(string[] command, CancellationToken cancellationToken) =>
        UnattendedProgram.RunAsync(QuestionLimit, "/", command, cancellationToken);

    // In a session of its own: a Ctrl-C, or a terminal that goes away, must not end dpkg in the middle.
    private static Task<ProgramEnd> ChangeAsync(string program, string[] arguments) =>
        UnattendedProgram.RunAsync(InstallLimit, "/", ["setsid", "--wait", program, .. arguments], CancellationToken.None);
}
