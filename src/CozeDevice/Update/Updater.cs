using Microsoft.Extensions.Logging;

namespace CozeDevice.Update;

/// <summary>Updates this board, with a way back from everything. One call at a time, under the lock of the store.</summary>
/// <remarks>Nothing is changed before both packages, the new and the former, lie whole in the updater's directory and the record says
/// what is about to be done. After that, <see cref="ResumeAsync"/> leads to one of the two versions from wherever it was cut.</remarks>
/// <param name="parts">The world.</param>
internal sealed partial class Updater(UpdateParts parts)
{
    /// <summary>Time between two looks at the agent.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Longer than any installation; taken back or outlived by the restart in every case but a dead updater.
    private static readonly TimeSpan ShownLimit = TimeSpan.FromMinutes(15);

    private readonly IUpdateStore _store = parts.Store;
    private readonly IPackages _packages = parts.Packages;
    private readonly IAgent _agent = parts.Agent;
    private readonly TimeProvider _time = parts.Time;
    private readonly ILogger _logger = parts.Logger;

    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>Carries out what the record says, from wherever it stands, until one of the two versions is in place.</summary>
    /// <returns>What came of it, or null when nothing was under way.</returns>
    /// <exception cref="IOException">The record cannot be written. The next start goes on.</exception>
    public async Task<UpdateResult?> ResumeAsync(CancellationToken cancellationToken)
    {
        var record = _store.Load();
        if (!record.IsUnfinished) return null;
        if (record.Attempts > 0)
        {
            UpdateLog.Cut(_logger, record.Phase);
            record = Move(record, PhaseOutcome.Cut, "it was cut off again and again", out _);
        }

        while (true)
        {
            record = record with { Attempts = record.Attempts + 1 };
            _store.Save(record);
            UpdateLog.Phase(_logger, record.Phase, record.Target!.Version, record.Attempts);
            var problem = record.Phase switch
            {
                UpdatePhase.Installing => await InstallAsync(record, record.Target!),
                UpdatePhase.Checking => await CheckAsync(record, cancellationToken),
                _ => await InstallAsync(record, record.Former!),
            };
            if (problem is not null) UpdateLog.Failed(_logger, record.Phase, problem);
            record = Move(record, problem is null ? PhaseOutcome.Succeeded : PhaseOutcome.Failed, problem, out var verdict);
            if (verdict is { } ended) return End(record, ended);
        }
    }

    private static UpdateRecord Move(UpdateRecord record, PhaseOutcome outcome, string? problem, out UpdateVerdict? verdict)
    {
        var step = UpdatePolicy.Next(record.Phase, outcome, record.Attempts);
        verdict = step.Verdict;
        if (step.Next == record.Phase) return record;
        // The first trouble is the one that explains the rest.
        return record with { Phase = step.Next, Attempts = 0, Reason = outcome == PhaseOutcome.Succeeded ? record.Reason : record.Reason ?? problem };
    }

    private UpdateResult End(UpdateRecord record, UpdateVerdict verdict)
    {
        var (target, former) = (record.Target!, record.Former!);
        var result = new UpdateResult(verdict, former.Version, target.Version, _time.GetUtcNow(), record.Reason);
        UpdateLog.Ended(_logger, verdict, former.Version, target.Version, record.Reason ?? "");
        if (verdict == UpdateVerdict.Stuck)
        {
            _store.Save(record with { Last = result });
            return result;
        }

        var isUpdated = verdict == UpdateVerdict.Updated;
        record = record with
        {
            Phase = UpdatePhase.Idle,
            Attempts = 0,
            Target = null,
            Baseline = null,
            Reason = null,
            Last = result,
            Current = isUpdated ? target : former,
            Former = isUpdated ? former : null,
            TakenBack = isUpdated ? Forgiven(record, target) : target.Version,
        };
        _store.Save(record);
        _store.Clean(record.Current, record.Former);
        return result;
    }

    // Who goes back by hand does not want the newer version again the next night.
    private static string? Forgiven(UpdateRecord record, KeptPackage target) =>
        DebianVersion.Compare(target.Version, record.Former!.Version) < 0 ? record.Former.Version
        : record.TakenBack == target.Version ? null : record.TakenBack;

    private async Task<string?> InstallAsync(UpdateRecord record, KeptPackage package)
    {
        if (_store.Sha256(package.File) != package.Sha256) return $"{package.File} was damaged on the disk";
        var before = (await _agent.LookAsync(CancellationToken.None)).Invocation;
        await _agent.ShowUpdatingAsync(ShownLimit);
        var problem = await _packages.InstallAsync(_store.PathOf(package.File));
        problem ??= Wrong(await _packages.InstalledAsync(CancellationToken.None), package);
        // A policy of the system may keep packages from starting services, and one that had given up is not tried again; but what is
        // checked next, or left behind, is this version.
        if (problem is null && record.Baseline is { Answered: true }
            && await _agent.LookAsync(CancellationToken.None) is var after && (!after.Answers || after.Invocation == before))
        {
            await _agent.RestartAsync();
        }

        if (problem is not null) await _agent.ShowUpdatingAsync(TimeSpan.Zero);
        return problem;
    }

    private static string? Wrong(InstalledPackage? installed, KeptPackage package) => installed switch
    {
        null or { IsWhole: false } => "the package is not wholly installed",
        _ when installed.Version != package.Version => $"version {installed.Version} is installed instead of {package.Version}",
        _ => null,
    };

    private async Task<string?> CheckAsync(UpdateRecord record, CancellationToken cancellationToken)
    {
        if (!await _agent.StartsAsync(cancellationToken)) return "the program does not start";
        var limit = TimeSpan.FromMinutes(record.HealthMinutes);
        var (baseline, began) = (record.Baseline!, Now);
        var gate = new HealthGate(baseline, limit, began);
        while (true)
        {
            var isWell = gate.Judge(await _agent.LookAsync(cancellationToken), Now);
            if (isWell == false) return $"{gate.Missing} ({record.HealthMinutes} min)";
            if (isWell == true)
            {
                var worse = HealthGate.Worse(baseline, await _agent.ExamineAsync(cancellationToken));
                if (worse.Count == 0) return null;
                if (Now - began >= limit) return $"the doctor finds what was well before: {string.Join(", ", worse)}";
            }

            await Task.Delay(isWell == true ? HealthGate.Steady : Pause, _time, cancellationToken);
        }
    }
}
