namespace CozeDevice.Account;

/// <summary>A login as it survives a restart. The printed form shows no token.</summary>
public sealed record StoredLogin
{
    /// <summary>The REST base the login belongs to: its refresh token goes to no other host.</summary>
    public required string ApiUrl { get; init; }

    /// <summary>The OAuth client; a refresh token works for its own client only.</summary>
    public required string ClientId { get; init; }

    /// <summary>The token for requests.</summary>
    public string AccessToken { get; init; } = "";

    /// <summary>Good for one renewal.</summary>
    public string RefreshToken { get; init; } = "";

    /// <summary>When <see cref="AccessToken"/> was received.</summary>
    public Moment ReceivedAt { get; init; }

    /// <summary>How long <see cref="AccessToken"/> is good from then on.</summary>
    public TimeSpan Lifetime { get; init; }

    /// <summary>Grows with every renewal, so that of two files the newer is known.</summary>
    public long Serial { get; init; }

    /// <summary>Why this login is over, or null while it is good.</summary>
    public string? VoidReason { get; init; }

    /// <summary>Whether it still gives tokens.</summary>
    public bool IsGood => VoidReason is null && RefreshToken.Length > 0;

    /// <summary>The time <see cref="AccessToken"/> is good from now on.</summary>
    public TimeSpan Left(Moment now) => ReceivedAt.Left(Lifetime, now);

    /// <summary>Whether the access token is replaced before it is used.</summary>
    public bool IsDue(Moment now) => TokenLifetime.IsDue(Left(now), Lifetime);

    /// <summary>The same login after the service has issued new tokens.</summary>
    /// <param name="issued">What the service answered.</param>
    /// <param name="at">When.</param>
    public StoredLogin Renewed(IssuedToken issued, Moment at) => this with
    {
        AccessToken = issued.AccessToken,
        // A service that does not rotate says nothing, and the old one stays good (RFC 6749, §6).
        RefreshToken = issued.RefreshToken ?? RefreshToken,
        ReceivedAt = at,
        Lifetime = issued.Lifetime ?? TokenLifetime.Usual,
        Serial = Serial + 1,
        VoidReason = null,
    };

    /// <summary>The same login after the service has refused it for good: no token is kept.</summary>
    public StoredLogin Voided(string reason) =>
        this with { AccessToken = "", RefreshToken = "", Serial = Serial + 1, VoidReason = reason };

    /// <inheritdoc/>
    public override string ToString() => $"StoredLogin({ApiUrl}, {ClientId}, {Serial})";
}
