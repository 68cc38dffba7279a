using System.Security.Cryptography.X509Certificates;
using CozeDevice.Link;

namespace CozeDevice.Rest;

/// <summary>Where the service is and who asks it.</summary>
/// <param name="ApiUrl">The base; paths are appended. TLS, except to this very machine.</param>
/// <param name="UserAgent">The honest name.</param>
internal sealed record RestSettings(Uri ApiUrl, string UserAgent)
{
    /// <summary>Roots that are trusted besides the system's (<c>Coze:CaFile</c>), or null.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>When this program was built: a clock that says less is wrong.</summary>
    public DateTimeOffset BuiltAt { get; init; } = ClockCheck.Earliest;

    /// <summary>Whose rates are kept.</summary>
    public RestPlan Plan { get; init; }
}
