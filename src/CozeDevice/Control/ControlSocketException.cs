namespace CozeDevice.Control;

/// <summary>The control socket cannot be created where it is configured.</summary>
/// <param name="path">The socket.</param>
/// <param name="problem">What is wrong, one line.</param>
/// <param name="inner">The cause.</param>
internal sealed class ControlSocketException(string path, string problem, Exception? inner = null)
    : Exception($"cannot create the control socket {path}: {problem}", inner)
{
    /// <summary>The socket.</summary>
    public string Path { get; } = path;
}
