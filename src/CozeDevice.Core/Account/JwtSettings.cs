namespace CozeDevice.Account;

/// <summary>How a server or a bench machine asks for tokens with a private key (protocol §8.4). Not for boards: whoever has the key
/// can speak for every user of the app.</summary>
public sealed record JwtSettings
{
    /// <summary>The OAuth app; <c>iss</c>.</summary>
    public required string AppId { get; init; }

    /// <summary>The fingerprint of the public key; <c>kid</c>.</summary>
    public required string KeyId { get; init; }

    /// <summary>The private key, PEM.</summary>
    public required string PrivateKeyFile { get; init; }

    /// <summary>The host of the REST base; <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>How long tokens are asked for.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Isolates the history of one user, or null.</summary>
    public string? SessionName { get; init; }

    /// <summary>Quota and billing by device, or null.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Quota and billing by a key of one's own, or null.</summary>
    public string? CustomConsumer { get; init; }

    /// <summary>The bots the token is limited to; empty for no limit.</summary>
    public IReadOnlyList<string> BotIds { get; init; } = [];

    /// <summary>The account of an enterprise, or null.</summary>
    public string? Account { get; init; }

    /// <summary>The enterprise, or null.</summary>
    public string? Enterprise { get; init; }
}
