namespace CozeDevice.Doctor;

/// <summary>A check that is over.</summary>
/// <param name="Check">Which.</param>
/// <param name="Finding">What it found.</param>
/// <param name="Remedy">The one command to try, or null when nothing is wrong.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record CheckResult(Check Check, CheckFinding Finding, string? Remedy, TimeSpan Elapsed)
{
    /// <summary>Whether what needs this check may run.</summary>
    public bool Holds => Finding.Status is CheckStatus.Ok or CheckStatus.Warning;
}
