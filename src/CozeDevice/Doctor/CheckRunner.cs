using System.Globalization;
using System.Runtime.CompilerServices;

namespace CozeDevice.Doctor;

/// <summary>Runs checks beside each other as far as none needs another, and tells them in order.</summary>
/// <param name="checks">In the order of their numbers; each needs only earlier ones.</param>
/// <param name="time">Limits and durations.</param>
internal sealed class CheckRunner(IReadOnlyList<Check> checks, TimeProvider time)
{
    private readonly Dictionary<string, Lazy<Task<CheckResult>>> _running = new(StringComparer.Ordinal);

    /// <summary>Runs them. Each result comes when it and all before it are there.</summary>
    /// <param name="cancellationToken">Ends everything.</param>
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var check in checks)
        {
            foreach (var need in check.Needs)
                if (!_running.ContainsKey(need)) throw new InvalidOperationException($"{check.Name} needs {need}, which is no earlier check.");
            _running.Add(check.Name, new(() => OneAsync(check, cancellationToken)));
        }

        // A person is asked in the order of the list, when what came before was told.
        foreach (var check in checks)
            if (!check.AsksPerson) _ = _running[check.Name].Value;
        foreach (var check in checks) yield return await _running[check.Name].Value;
    }

    private async Task<CheckResult> OneAsync(Check check, CancellationToken cancellationToken)
    {
        foreach (var need in check.Needs)
        {
            var result = await _running[need].Value;
            if (!result.Holds)
                return new(check, CheckFinding.Skipped($"needs {need} ({Text(result.Check.Number)}), which {Word(result.Finding.Status)}"), null, default);
        }

        var begin = time.GetTimestamp();
        var finding = await GuardAsync(check, cancellationToken);
        return new(check, finding, Remedies.For(finding.Fault, finding.Subject), time.GetElapsedTime(begin));
    }

    private async Task<CheckFinding> GuardAsync(Check check, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // What blocks must not hold up the rest; what hangs is left behind.
            var run = Task.Run(() => check.RunAsync(ending.Token), CancellationToken.None);
            return check.AsksPerson
                ? await run.WaitAsync(cancellationToken)
                : await run.WaitAsync(check.Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await ending.CancelAsync();
            return check.WhenHung?.Invoke()
                ?? CheckFinding.Failed(Fault.CheckHung, $"nothing came back within {Text(check.Limit.TotalSeconds)} s");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return CheckFinding.Failed(Fault.CheckBroken, $"this check failed by itself: {e.Message}");
        }
    }

    private static string Word(CheckStatus status) => status == CheckStatus.Skipped ? "was skipped" : "failed";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
