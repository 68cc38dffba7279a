namespace CozeDevice.Account;

/// <summary>The OAuth endpoint refused, could not be reached, or answered something else.</summary>
/// <param name="message">One line for people. Holds no secret.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class OAuthException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The machine-readable refusal, such as <c>authorization_pending</c>; null when the service gave none.</summary>
    public string? Error { get; init; }

    /// <summary>Why there was no usable answer; <see cref="TokenObstacle.Owner"/> for a refusal.</summary>
    public TokenObstacle Obstacle { get; init; }

    /// <summary>The service's clock minus ours, if the answer told.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>Whether asking again later may help without anybody's doing.</summary>
    public bool IsTemporary => Obstacle != TokenObstacle.Owner;

    /// <summary>Whether a refusal of a refresh token is for good. Others, such as an unknown client, may be mended at the
    /// service while the login stays right.</summary>
    public bool EndsLogin => Error is "invalid_grant" or "access_denied" or "access_deny" or "expired_token" or "invalid_token";
}
