using System.Text;

namespace CozeDevice.Programs;

/// <summary>A run of a program that is over. The printed form shows no output.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="ExitCode">What it ended with; -1 when it did not end by itself.</param>
/// <param name="Output">What it wrote to its output.</param>
/// <param name="Error">What it wrote beside it; when it did not end by itself, why.</param>
internal sealed record ProgramEnd(ProgramEnding Ending, int ExitCode, byte[] Output, string Error)
{
    /// <summary>What it wrote to its output, as text.</summary>
    public string Out => Encoding.UTF8.GetString(Output);

    /// <inheritdoc/>
    public override string ToString() => $"ProgramEnd({Ending}, {ExitCode})";
}
