using System.Net.WebSockets;

namespace CozeDevice.Link;

/// <summary>Opens the socket of one session.</summary>
public interface IChatDialer
{
    /// <summary>Dials, verifies TLS and upgrades.</summary>
    /// <param name="endpoint">The whole address.</param>
    /// <param name="token">The bearer token; goes into the header only.</param>
    /// <param name="cancellationToken">Ends the dial.</param>
    /// <returns>An open socket, owned by the caller.</returns>
    /// <exception cref="DialException">The dial failed; says why.</exception>
    Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken);
}

/// <summary>A dial failed.</summary>
/// <param name="end">Why.</param>
/// <param name="inner">The cause, if another exception was it.</param>
public sealed class DialException(SessionEnd end, Exception? inner = null) : Exception(end.Message, inner)
{
    /// <summary>Why, as the end of the attempt.</summary>
    public SessionEnd End { get; } = end;
}
