using System.Security.Cryptography;
using CozeDevice.Commands;

namespace CozeDevice.Update;

/// <content>Everything before the first change: whatever fails here leaves the board as it was.</content>
internal sealed partial class Updater
{
    /// <summary>How long the agent has to be at rest.</summary>
    public static readonly TimeSpan RestLength = TimeSpan.FromSeconds(10);

    /// <summary>How long that is waited for.</summary>
    public static readonly TimeSpan RestPatience = TimeSpan.FromMinutes(10);

    private const long SpareBytes = 32 * 1024 * 1024;

    /// <summary>Looks at the channel and remembers it.</summary>
    /// <param name="request">Which.</param>
    /// <param name="remembers">Whether this process may write the record.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UpdateException">There is no channel to be believed, or it is not for this board.</exception>
    public async Task<UpdateView> LookAsync(UpdateRequest request, bool remembers, CancellationToken cancellationToken)
    {
        var installed = await InstalledAsync(cancellationToken);
        var record = _store.Load();
        var channel = await ChannelAsync(request, record.Channel, cancellationToken);
        var memory = new ChannelMemory(request.Channel, channel.Name, channel.Date);
        if (remembers && memory != record.Channel) Save(record with { Channel = memory });
        return new(installed, channel, Offer.Of(channel, installed, request.Board, record.TakenBack));
    }

    /// <summary>Gets everything that an update needs; afterwards <see cref="ResumeAsync"/> carries it out.</summary>
    /// <returns>What was found; an update is prepared when its offer <see cref="Takes"/>.</returns>
    /// <exception cref="UpdateException">There is none, and nothing was changed.</exception>
    public async Task<UpdateView> PrepareAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        RequireRest();
        var view = await LookAsync(request, remembers: true, cancellationToken);
        if (!Takes(request, view.Offer)) return view;
        await CleanlyAsync(async () =>
        {
            var former = await FormerAsync(request, view, cancellationToken);
            var target = await DownloadAsync(request, view.Offer.Package!, cancellationToken);
            await StartAsync(request, target, former, cancellationToken);
        });
        return view;
    }

    /// <summary>Prepares the way back to the version before, by hand.</summary>
    /// <exception cref="UpdateException">There is no version to go back to.</exception>
    public async Task PrepareRollbackAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        RequireRest();
        var installed = await InstalledAsync(cancellationToken);
        var record = _store.Load();
        if (record.Former is not { } target || _store.Sha256(target.File) != target.Sha256)
            throw new UpdateException(UpdateProblem.NoFormer, "no former version is kept on this board; it is kept from the first update on");
        await CleanlyAsync(async () =>
        {
            var current = Current(record, installed) ?? await FoundAsync(installed, cancellationToken) ?? throw NoFormer(installed);
            await StartAsync(request, target, current, cancellationToken);
        });
    }

    /// <summary>Whether an offer is taken.</summary>
    public static bool Takes(UpdateRequest request, Offer offer) => offer.Kind switch
    {
        OfferKind.Available => true,
        OfferKind.NotYet => request.IgnoresRollout,
        OfferKind.TakenBack => request.TriesAgain,
        _ => false,
    };

    private static UpdateException NoFormer(InstalledPackage installed) => new(
        UpdateProblem.NoFormer,
        $"the package of the installed version {installed.Version} is not at hand, so there would be no way back; put cozedevice_{installed.Version}_{installed.Architecture}.deb into {DebianPackages.Cache}");

    // Between the preparation and the program that goes on nobody has the lock; the record says what is to come.
    private void RequireRest()
    {
        if (_store.Load().IsUnfinished)
            throw new UpdateException(UpdateProblem.Running, "an update is unfinished; `cozedevice update resume` goes on with it");
    }

    private async Task<InstalledPackage> InstalledAsync(CancellationToken cancellationToken) =>
        await _packages.InstalledAsync(cancellationToken) switch
        {
            null => throw new UpdateException(UpdateProblem.NotInstalled, "cozedevice is not installed from a Debian package here; an image is updated as a whole (hardware/fleet.md)"),
            { IsWhole: false } => throw new UpdateException(UpdateProblem.NotInstalled, "the package is not wholly installed; run: sudo dpkg --configure -a && sudo apt-get -f install"),
            var installed => installed,
        };

    private async Task<Channel> ChannelAsync(UpdateRequest request, ChannelMemory? seen, CancellationToken cancellationToken)
    {
        using var key = Key(request.PublicKey);
        var content = await parts.Downloads.ReadAsync(request.Channel, ChannelReader.MaxBytes, cancellationToken);
        var signature = await parts.Downloads.ReadAsync(request.Channel + ChannelSignature.Suffix, ChannelSignature.MaxBytes, cancellationToken);
        if (!ChannelSignature.IsRight(key, content, signature))
            throw new UpdateException(UpdateProblem.BadSignature, $"the signature of {request.Channel} is not that of Update:PublicKey; nothing of it is used");
        var channel = ChannelReader.Read(content);
        return ChannelRules.Problem(channel, request.Channel, seen, _time.GetUtcNow()) is { } problem ? throw problem : channel;
    }

    private static ECDsa Key(string pem)
    {
        try
        {
            return ChannelSignature.Key(pem);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UpdateException(
                "public_key", $"Update:PublicKey cannot be used: {e.Message}; it should be PEM with a public key on P-256 (scripts/update-channel.sh keys)", ExitCode.Configuration);
        }
    }

    // What was got for nothing does not stay on the card.
    private async Task CleanlyAsync(Func<Task> prepare)
    {
        try
        {
            await prepare();
        }
        catch
        {
            if (_store.Load() is { IsUnfinished: false } record) _store.Clean(record.Current, record.Former);
            throw;
        }
    }

    private KeptPackage? Current(UpdateRecord record, InstalledPackage installed) =>
        record.Current is { } kept && kept.Version == installed.Version && _store.Sha256(kept.File) == kept.Sha256 ? kept : null;

    private async Task<KeptPackage> FormerAsync(UpdateRequest request, UpdateView view, CancellationToken cancellationToken)
    {
        var installed = view.Installed;
        if (Current(_store.Load(), installed) is { } kept) return kept;
        if (await FoundAsync(installed, cancellationToken) is { } found) return found;
        var signed = view.Channel.Former.FirstOrDefault(package => package.Version == installed.Version && package.Architecture == installed.Architecture);
        return signed is not null ? await DownloadAsync(request, signed, cancellationToken) : throw NoFormer(installed);
    }

    private async Task<KeptPackage?> FoundAsync(InstalledPackage installed, CancellationToken cancellationToken)
    {
        var file = $"cozedevice_{installed.Version.Replace(":", "%3a", StringComparison.Ordinal)}_{installed.Architecture}.deb";
        var part = file + ".part";
        var isThere = await _packages.FindAsync(installed, _store.PathOf(part), cancellationToken)
            && await _packages.ReadAsync(_store.PathOf(part), cancellationToken) is { } read
            && read.Version == installed.Version && read.Architecture == installed.Architecture;
        return isThere ? Keep(part, installed.Version, file) : null;
    }

    private async Task<KeptPackage> DownloadAsync(UpdateRequest request, ChannelPackage package, CancellationToken cancellationToken)
    {
        var part = package.File + ".part";
        if (_store.FreeBytes < package.Size + SpareBytes) throw NoSpace(package.Size + SpareBytes);
        UpdateLog.Downloading(_logger, package.File, package.Size);
        await parts.Downloads.SaveAsync(ChannelAddress.Beside(request.Channel, package.File), _store.PathOf(part), package.Size, cancellationToken);
        if (_store.Sha256(part) != package.Sha256)
            throw new UpdateException(UpdateProblem.WrongHash, $"{package.File} is not the file that was signed; nothing was changed");
        if (await _packages.ReadAsync(_store.PathOf(part), cancellationToken) is not { } read
            || read.Version != package.Version || read.Architecture != package.Architecture)
        {
            throw new UpdateException(UpdateProblem.WrongHash, $"{package.File} is not the package of cozedevice {package.Version} for {package.Architecture}; nothing was changed");
        }

        // Twice, because the former version may have to go over a new one that is half there.
        if (_store.FreeBytes < (2 * read.InstalledBytes) + SpareBytes) throw NoSpace((2 * read.InstalledBytes) + SpareBytes);
        return Keep(part, package.Version, package.File);
    }

    private KeptPackage Keep(string part, string version, string file)
    {
        try
        {
            _store.Keep(part, file);
            return new(version, file, _store.Sha256(file) ?? throw new IOException($"{file} cannot be read"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private async Task StartAsync(UpdateRequest request, KeptPackage target, KeptPackage former, CancellationToken cancellationToken)
    {
        var checks = await _agent.ExamineAsync(cancellationToken);
        var look = await RestAsync(cancellationToken);
        var passed = checks is null ? null : checks.Where(check => !check.Failed).Select(check => check.Name).ToList();
        try
        {
            _store.CopyProgram();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }

        Save(_store.Load() with
        {
            Phase = UpdatePhase.Installing,
            Attempts = 0,
            Target = target,
            Former = former,
            Current = former,
            Baseline = new(look.Answers, look.Online, look.Invocation, passed),
            HealthMinutes = request.HealthMinutes,
            ControlSocket = request.ControlSocket,
            Reason = null,
        });
    }

    // Nobody is cut off in the middle of a sentence.
    private async Task<AgentLook> RestAsync(CancellationToken cancellationToken)
    {
        var began = Now;
        TimeSpan? since = null;
        while (true)
        {
            var look = await _agent.LookAsync(cancellationToken);
            if (!look.Answers) return look;
            if (!look.AtRest && since is null && Now == began) UpdateLog.Waiting(_logger);
            since = look.AtRest ? since ?? Now : null;
            if (Now - since >= RestLength) return look;
            if (Now - began >= RestPatience)
                throw new UpdateException(UpdateProblem.Busy, $"somebody has been talking to the device for {RestPatience.TotalMinutes:0} minutes; nothing was changed", ExitCode.Timeout);
            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    private void Save(UpdateRecord record)
    {
        try
        {
            _store.Save(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private static UpdateException NoSpace(long bytes) => new(
        UpdateProblem.NoSpace, $"the disk has no room for an update: {bytes / (1024 * 1024)} MB have to be free; nothing was changed");

    private static UpdateException Unwritable(Exception e) => new(UpdateProblem.Disk, $"{e.Message}; nothing was changed");
}
