using CozeDevice.Commands;

namespace CozeDevice.Update;

/// <summary>Why there is no update. Nothing was changed on the board.</summary>
/// <param name="code">One of <see cref="UpdateProblem"/>; a contract with scripts.</param>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="exitCode">What a command ends with.</param>
internal sealed class UpdateException(string code, string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;

    /// <summary>What a command ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
