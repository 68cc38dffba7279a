namespace CozeDevice.Account;

/// <summary>Where a token may be. The printed form names no token.</summary>
public sealed record TokenPlaces
{
    /// <summary>The variable of <see cref="EnvironmentToken"/>.</summary>
    internal const string EnvironmentName = "COZE_API_TOKEN";

    /// <summary><c>$CREDENTIALS_DIRECTORY</c>; the token is its file <c>coze-token</c>.</summary>
    public string? CredentialsDirectory { get; init; }

    /// <summary>Where systemd finds the credentials it hands to the service. Empty within the service, which has them.</summary>
    public IReadOnlyList<string> CredentialStores { get; init; } = [];

    /// <summary><c>Auth:TokenFile</c>.</summary>
    public string? TokenFile { get; init; }

    /// <summary><c>Auth:Token</c> of a configuration file.</summary>
    public string? Token { get; init; }

    /// <summary><c>COZE_API_TOKEN</c>, for bench work.</summary>
    public string? EnvironmentToken { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"TokenPlaces({CredentialsDirectory}, {TokenFile})";
}
