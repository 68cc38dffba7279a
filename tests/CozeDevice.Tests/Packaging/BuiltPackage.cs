using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The package of the program as it was built with the tests, made once and unpacked.</summary>
public sealed class BuiltPackage : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();

    /// <summary>Why there is none, or null.</summary>
    public static string? Missing { get; } =
        File.Exists("/usr/bin/dpkg-deb") ? null : "dpkg-deb is not installed (apt-get install dpkg)";

    /// <summary>Where the built program is.</summary>
    public static string Program { get; } =
        RepositoryRoot.File($"artifacts/bin/CozeDevice/{new DirectoryInfo(AppContext.BaseDirectory).Name}");

    /// <summary>The package.</summary>
    public string Deb { get; private set; } = "";

    /// <summary>Its files.</summary>
    public string Tree => _directory["tree"];

    /// <summary>Each line of its table of contents.</summary>
    public IReadOnlyList<PackageEntry> Entries { get; private set; } = [];

    /// <summary>Makes another one of the same program.</summary>
    internal static async Task<Script> BuildAsync(string directory, params string[] arguments) => await Script.RunAsync(
        null, RepositoryRoot.File("scripts/package.sh"), ["--program", Program, "--out", directory, .. arguments]);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        var built = await BuildAsync(_directory["out"]);
        Assert.True(built.ExitCode == 0, built.Error);
        Deb = built.Out.Trim();
        await DpkgAsync("--raw-extract", Deb, Tree);
        Entries = [.. (await DpkgAsync("--contents", Deb)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(PackageEntry.Parse)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What dpkg-deb says.</summary>
    internal static async Task<string> DpkgAsync(params string[] arguments)
    {
        var run = await Script.RunAsync(null, "/usr/bin/dpkg-deb", arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Out;
    }
}
