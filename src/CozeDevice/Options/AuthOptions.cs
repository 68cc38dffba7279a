using CozeDevice.Account;

namespace CozeDevice.Options;

/// <summary>Sections <c>Auth</c> and <c>Jwt</c>.</summary>
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

    /// <summary>A program that prints a short-lived token, with its arguments; empty for none.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How a server asks for tokens with a private key, or null.</summary>
    public JwtSettings? Jwt { get; init; }

    /// <summary>Never shows the token.</summary>
    public override string ToString() =>
        $"AuthOptions {{ Token = {(Token is null ? "none" : Setting.Mask)}, "
        + $"TokenFile = {TokenFile}, ClientId = {ClientId}, Command = {(Command.Count > 0 ? Command[0] : "none")}, "
        + $"Jwt = {Jwt?.AppId} }}";
}
