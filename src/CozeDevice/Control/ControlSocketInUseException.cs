namespace CozeDevice.Control;

/// <summary>Another agent answers on the control socket.</summary>
/// <param name="path">The socket.</param>
internal sealed class ControlSocketInUseException(string path)
    : Exception(
        $"another agent owns {path}; stop it, or give this one a socket of its own with --set Control:Socket=PATH")
{
    /// <summary>The socket.</summary>
    public string Path { get; } = path;
}
