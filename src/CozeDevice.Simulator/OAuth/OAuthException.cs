namespace CozeDevice.Simulator.OAuth;

/// <summary>A failure in the shape of the OAuth endpoints, always with HTTP status 400.</summary>
/// <param name="error">Machine-readable name, such as <c>authorization_pending</c>.</param>
/// <param name="message">English text.</param>
internal sealed class OAuthException(string error, string message) : Exception(message)
{
    /// <summary>Machine-readable name.</summary>
    internal string Error => error;
}
