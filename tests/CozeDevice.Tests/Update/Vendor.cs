using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Tests.Update;

/// <summary>A vendor with a key, who signs what a test says.</summary>
internal sealed class Vendor : IDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    public string Version { get; set; } = "1.1.0";

    public string Name { get; set; } = "stable";

    public DateTimeOffset Date { get; set; } = Today - TimeSpan.FromDays(1);

    public DateTimeOffset Expires { get; set; } = Today + TimeSpan.FromDays(30);

    public string? Minimum { get; set; }

    public double Rollout { get; set; } = 100;

    public string Architecture { get; set; } = "all";

    /// <summary>The content of the package offered.</summary>
    public string Content { get; set; } = "deb 1.1.0";

    /// <summary>The version of a former release that is offered too.</summary>
    public string? Former { get; set; }

    public static string FileOf(string version) => $"cozedevice_{version}_all.deb";

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public byte[] Channel()
    {
        var json = new Dictionary<string, object?>
        {
            ["format"] = 1,
            ["channel"] = Name,
            ["date"] = Date.ToString("O", CultureInfo.InvariantCulture),
            ["expires"] = Expires.ToString("O", CultureInfo.InvariantCulture),
            ["version"] = Version,
            ["minimum"] = Minimum,
            ["rollout"] = Rollout,
            ["notes"] = "Hears better.",
            ["packages"] = Packages(Version, Architecture, Content),
            ["former"] = Former is null ? null : new object[] { new Dictionary<string, object> { ["version"] = Former, ["packages"] = Packages(Former, "all", $"deb {Former}") } },
            ["of the future"] = true,
        };
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    public byte[] Sign(byte[] content) => Encoding.ASCII.GetBytes(
        Convert.ToBase64String(_key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) + "\n");

    public void Dispose() => _key.Dispose();

    private static object[] Packages(string version, string architecture, string content) =>
    [
        new Dictionary<string, object>
        {
            ["architecture"] = architecture, ["file"] = FileOf(version), ["size"] = content.Length, ["sha256"] = HashOf(content),
        },
    ];
}
