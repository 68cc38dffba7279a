namespace CozeDevice.Account;

/// <summary>A token fresh from the service or a helper. The printed form shows no token.</summary>
/// <param name="AccessToken">For the <c>Authorization</c> header.</param>
/// <param name="RefreshToken">Good for one more token, or null.</param>
/// <param name="Lifetime">How long it is good from now; null when that was not said.</param>
public sealed record IssuedToken(string AccessToken, string? RefreshToken, TimeSpan? Lifetime)
{
    /// <inheritdoc/>
    public override string ToString() => $"IssuedToken({Lifetime})";
}
