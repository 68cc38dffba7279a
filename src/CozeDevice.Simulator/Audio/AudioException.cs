namespace CozeDevice.Simulator.Audio;

/// <summary>Audio of a client that cannot be used; becomes an <c>error</c> event.</summary>
/// <param name="code">The error code of the event.</param>
/// <param name="message">Its message.</param>
internal sealed class AudioException(int code, string message) : Exception(message)
{
    /// <summary>An Opus packet does not decode.</summary>
    internal const int OpusFailed = 717990703;

    /// <summary>A parameter is wrong.</summary>
    internal const int BadParameter = 4000;

    /// <summary>The error code of the event.</summary>
    internal int Code { get; } = code;
}
