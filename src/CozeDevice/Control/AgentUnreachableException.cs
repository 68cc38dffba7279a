namespace CozeDevice.Control;

/// <summary>No agent answers on the control socket, or it went away in the middle of an answer.</summary>
/// <param name="path">The socket.</param>
/// <param name="problem">What is wrong, one line.</param>
/// <param name="inner">The cause, if another exception was it.</param>
internal sealed class AgentUnreachableException(string path, string problem, Exception? inner = null)
    : Exception($"no running agent at {path}: {problem}", inner)
{
    /// <summary>The socket.</summary>
    public string Path { get; } = path;
}
