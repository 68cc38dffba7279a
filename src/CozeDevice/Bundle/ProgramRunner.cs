using CozeDevice.Programs;

namespace CozeDevice.Bundle;

/// <summary>Programs of this machine.</summary>
internal sealed class ProgramRunner : IProgramRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var end = await new SystemProgram([program, .. arguments], Limit).RunAsync(cancellationToken);
        return end.ExitCode == 0 ? end.Out : null;
    }
}
