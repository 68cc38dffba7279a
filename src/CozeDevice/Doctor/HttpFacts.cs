namespace CozeDevice.Doctor;

/// <summary>What came of TLS.</summary>
internal enum TlsVerdict
{
    /// <summary>The certificate is good, or there is none to judge.</summary>
    Trusted,

    /// <summary>Nothing but its dates is wrong.</summary>
    Dates,

    /// <summary>It is signed by somebody unknown.</summary>
    Untrusted,

    /// <summary>It is for another name.</summary>
    Name,

    /// <summary>It never came to a certificate.</summary>
    Broken,
}

/// <summary>What a server said of itself.</summary>
/// <param name="Verdict">What is wrong with its certificate.</param>
/// <param name="Date">Its clock, from the header <c>Date</c>, or null.</param>
/// <param name="Problem">More about what is wrong, one line, or null.</param>
internal sealed record HttpFacts(TlsVerdict Verdict, DateTimeOffset? Date = null, string? Problem = null);
