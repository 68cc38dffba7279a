namespace CozeDevice.Account;

/// <summary>How a helper program ended. The printed form shows no output.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">The last line it wrote to standard error, or empty.</param>
public sealed record HelperResult(int ExitCode, byte[] Output, string Error)
{
    /// <inheritdoc/>
    public override string ToString() => $"HelperResult({ExitCode})";
}
