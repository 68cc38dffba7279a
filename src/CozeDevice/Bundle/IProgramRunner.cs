namespace CozeDevice.Bundle;

/// <summary>Runs programs of the system.</summary>
internal interface IProgramRunner
{
    /// <summary>Runs one to its end, without a shell.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments. None is a secret.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The end of its output, bounded; or null when it is not installed, failed or took too long.</returns>
    Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
