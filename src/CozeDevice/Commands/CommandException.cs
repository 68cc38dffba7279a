namespace CozeDevice.Commands;

/// <summary>Ends a command with an exit code and a message on stderr.</summary>
/// <param name="exitCode">One of <see cref="Commands.ExitCode"/>.</param>
/// <param name="message">What is wrong and what would be right. Never holds a secret.</param>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
