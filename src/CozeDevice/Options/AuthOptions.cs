namespace CozeDevice.Options;

/// <summary>Section <c>Auth</c>.</summary>
internal sealed record AuthOptions
{
    /// <summary>A token written into a configuration file, or null.</summary>
    public string? Token { get; init; }

    /// <summary>The configuration file that holds <see cref="Token"/>, so that its mode can be checked, or
    /// null.</summary>
    public string? TokenWrittenIn { get; init; }

    /// <summary>A file that holds nothing but the token, or null.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The OAuth client for <c>login</c>, or null.</summary>
    public string? ClientId { get; init; }

    /// <summary>Never shows the token.</summary>
    public override string ToString() =>
        $"AuthOptions {{ Token = {(Token is null ? "none" : Setting.Mask)}, "
        + $"TokenFile = {TokenFile}, ClientId = {ClientId} }}";
}
