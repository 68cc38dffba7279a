using CozeDevice.Account;

namespace CozeDevice.Doctor;

/// <summary>What is known of the token, never the token.</summary>
/// <param name="Places">Every place that gives one, the one in use first.</param>
internal sealed record TokenFacts(IReadOnlyList<TokenPlace> Places)
{
    /// <summary>Whether whoever looks may read everything.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Why a stored login is no good any more, or null.</summary>
    public string? LoginOver { get; init; }

    /// <summary>A file, or a store of credentials, that this user may not read, or null.</summary>
    public string? Forbidden { get; init; }

    /// <summary>The encrypted credential that systemd keeps for the service alone, or null.</summary>
    public string? Sealed { get; init; }

    /// <summary>A file with a secret that others can read, or null.</summary>
    public string? Exposed { get; init; }
}
