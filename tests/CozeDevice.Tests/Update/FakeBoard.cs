using CozeDevice.Tests.Account;
using CozeDevice.Tests.Support;
using CozeDevice.Update;

namespace CozeDevice.Tests.Update;

/// <summary>A board in memory: a disk that keeps what was written, dpkg, an agent that is as good as its version, a vendor's server,
/// and a plug that can be pulled at every step.</summary>
internal sealed class FakeBoard : IUpdateStore, IPackages, IDownloads, IAgent, IDisposable
{
    public const string Address = "https://updates.example/stable.json";
    public const string Old = "1.0.0";
    public const string New = "1.1.0";

    private readonly TestLog _log = new();
    private readonly Dictionary<string, string> _files = [];
    private readonly HashSet<string> _bad = [];
    private int _steps;
    private int _starts = 1;
    private TimeSpan _startedAt;
    private UpdateRecord _record = new();
    private bool _isLocked;

    public FakeBoard()
    {
        Time = new(Vendor.Today - TimeSpan.FromHours(1));
        SystemCache[Old] = $"deb {Old}";
    }

    public Vendor Vendor { get; } = new();

    public LeapingTime Time { get; }

    public InstalledPackage? Installed { get; set; } = new(Old, "all", IsWhole: true);

    public Dictionary<string, string> SystemCache { get; } = [];

    public IReadOnlyCollection<string> Files => _files.Keys;

    public UpdateRecord Record { get => _record; set => _record = value; }

    public bool HasProgramCopy { get; private set; }

    public bool IsRunning { get; set; } = true;

    public bool HasDoctor { get; set; } = true;

    public bool IsTalking { get; set; }

    public bool IsDoctorUnhappyAnyway { get; set; }

    public bool IgnoresRestart { get; set; }

    public int Installations { get; private set; }

    public int Restarts { get; private set; }

    public List<TimeSpan> Shown { get; } = [];

    public long FreeBytes { get; set; } = long.MaxValue;

    public bool IsDiskFull { get; set; }

    public byte[]? Signature { get; set; }

    public string? Served { get; set; }

    /// <summary>At which step the plug is pulled; 0 never.</summary>
    public int CutAt { get; set; }

    /// <summary>Steps so far.</summary>
    public int Steps => _steps;

    public UpdateRequest Request => new(Address, Vendor.PublicKey, "board-17", 10, "/run/control.sock");

    /// <summary>Makes something of a version not work: install, start, online, doctor, crash.</summary>
    public FakeBoard Break(string what, string version = New)
    {
        _bad.Add($"{what} {version}");
        return this;
    }

    public FakeBoard Mend()
    {
        _bad.Clear();
        return this;
    }

    public Updater Updater() => new(new(this, this, this, this, Time, _log.CreateLogger("update")));

    /// <summary>A whole update, as the commands do it.</summary>
    public async Task<UpdateResult?> ApplyAsync(UpdateRequest? request = null)
    {
        using (Lock()) await Updater().PrepareAsync(request ?? Request, CancellationToken.None).Within(20);
        return await ResumeAsync();
    }

    public async Task<UpdateResult?> ResumeAsync()
    {
        using (Lock()) return await Updater().ResumeAsync(CancellationToken.None).Within(20);
    }

    /// <summary>The power comes back: locks and processes are gone, the disk is as it was.</summary>
    public void Reboot(int cutAt = 0)
    {
        (_isLocked, _steps, CutAt) = (false, 0, cutAt);
        _starts++;
        _startedAt = Time.Now;
    }

    public IDisposable Lock()
    {
        if (_isLocked) throw new UpdateException(UpdateProblem.Running, "another one");
        _isLocked = true;
        return new Held(() => _isLocked = false);
    }

    public UpdateRecord Load() => _record;

    public void Save(UpdateRecord record) => Do(() => _record = record);

    public string PathOf(string file) => file;

    public void Keep(string partFile, string file) => Do(() =>
    {
        if (_files.Remove(partFile, out var content)) _files[file] = content;
    });

    public string? Sha256(string file) => _files.TryGetValue(file, out var content) ? Vendor.HashOf(content) : null;

    public void Damage(string file) => _files[file] = "damaged";

    public void CopyProgram() => Do(() => HasProgramCopy = true);

    public void Clean(params IEnumerable<KeptPackage?> kept)
    {
        var names = kept.Select(package => package?.File).ToHashSet();
        foreach (var name in _files.Keys.Where(name => !names.Contains(name)).ToList()) Do(() => _files.Remove(name));
        Do(() => HasProgramCopy = false);
    }

    public Task<InstalledPackage?> InstalledAsync(CancellationToken cancellationToken) => Task.FromResult(Installed);

    public Task<PackageFile?> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult(
        _files.TryGetValue(path, out var content) && content.StartsWith("deb ", StringComparison.Ordinal) ? new PackageFile(content[4..], "all", 7_000_000) : null);

    public Task<string?> InstallAsync(string path)
    {
        Installations++;
        var version = _files[path][4..];
        Do(() => Installed = Installed! with { IsWhole = false });
        if (_bad.Contains($"install {version}")) return Task.FromResult<string?>("E: it cannot be configured");
        Do(() => Installed = new(version, "all", IsWhole: true));
        if (IsRunning && !IgnoresRestart) Restart();
        return Task.FromResult<string?>(null);
    }

    public Task<bool> FindAsync(InstalledPackage installed, string to, CancellationToken cancellationToken)
    {
        if (!SystemCache.TryGetValue(installed.Version, out var content)) return Task.FromResult(false);
        Do(() => _files[to] = content);
        return Task.FromResult(true);
    }

    public Task<byte[]> ReadAsync(string address, int maxBytes, CancellationToken cancellationToken) => Task.FromResult(
        address.EndsWith(".sig", StringComparison.Ordinal) ? Signature ?? Vendor.Sign(Vendor.Channel()) : Vendor.Channel());

    public Task SaveAsync(string address, string path, long size, CancellationToken cancellationToken)
    {
        if (IsDiskFull) throw new UpdateException(UpdateProblem.Disk, "No space left on device; nothing was changed");
        var version = address.Split('_')[1];
        Do(() => _files[path] = version == Vendor.Version ? Served ?? Vendor.Content : $"deb {version}");
        return Task.CompletedTask;
    }

    public Task<AgentLook> LookAsync(CancellationToken cancellationToken)
    {
        var version = Installed!.Version;
        // A version that dies again and again is seen as another start every ten seconds.
        if (_bad.Contains($"crash {version}") && Time.Now - _startedAt > TimeSpan.FromSeconds(10)) Restart();
        return Task.FromResult(IsRunning && !_bad.Contains($"start {version}")
            ? new AgentLook(true, !_bad.Contains($"online {version}") && Time.Now - _startedAt > TimeSpan.FromSeconds(5), !IsTalking, $"start {_starts}")
            : default);
    }

    public Task ShowUpdatingAsync(TimeSpan limit)
    {
        Shown.Add(limit);
        return Task.CompletedTask;
    }

    public Task RestartAsync()
    {
        Restarts++;
        Restart();
        return Task.CompletedTask;
    }

    public Task<bool> StartsAsync(CancellationToken cancellationToken) => Task.FromResult(!_bad.Contains($"start {Installed!.Version}"));

    public Task<IReadOnlyList<DoctorCheck>?> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DoctorCheck>?>(
        HasDoctor ? [new("dns", _bad.Contains($"doctor {Installed!.Version}")), new("microphone", IsDoctorUnhappyAnyway)] : null);

    public void Dispose()
    {
        Vendor.Dispose();
        _log.Dispose();
    }

    // The plug may be pulled before and after everything that changes something.
    private void Do(Action change)
    {
        Cut();
        change();
        Cut();
    }

    private void Cut()
    {
        if (++_steps == CutAt) throw new PowerCut();
    }

    private void Restart()
    {
        _starts++;
        _startedAt = Time.Now;
    }

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
