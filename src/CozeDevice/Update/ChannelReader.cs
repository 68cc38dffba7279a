using System.Globalization;
using System.Text.Json;

namespace CozeDevice.Update;

/// <summary>Reads a channel file. Only after its signature was found right; still nothing in it is believed to be sensible.</summary>
internal static class ChannelReader
{
    /// <summary>The largest channel file.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The largest package.</summary>
    public const long MaxPackageBytes = 512L * 1024 * 1024;

    private const int Format = 1;
    private const int MaxNotes = 4_000;
    private const int MaxPackages = 64;
    private const int MaxName = 64;
    private const int MaxFileName = 200;
    private const int Sha256Length = 64;

    /// <summary>Reads it.</summary>
    /// <exception cref="UpdateException">It is no channel file, or one of a later format.</exception>
    public static Channel Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new() { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Malformed("it is not the JSON of a channel");
        }
    }

    private static Channel Read(JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Object) throw Malformed("it is not an object");
        if (Member(e, "format") is not { ValueKind: JsonValueKind.Number } format || !format.TryGetInt32(out var number) || number != Format)
            throw Malformed($"this program reads format {Format}; update it by hand");
        var version = Version(e, "version");
        var former = new List<ChannelPackage>();
        if (Member(e, "former") is { ValueKind: JsonValueKind.Array } releases)
        {
            foreach (var release in releases.EnumerateArray())
            {
                former.AddRange(Packages(release, Version(release, "version")));
                if (former.Count > MaxPackages) throw Malformed("former has too many packages");
            }
        }

        return new(Name(e), Moment(e, "date"), Moment(e, "expires"), version, Rollout(e), Packages(e, version))
        {
            Minimum = Member(e, "minimum") is null ? null : Version(e, "minimum"),
            Notes = OptionalText(e, "notes") is { } notes ? notes[..Math.Min(notes.Length, MaxNotes)] : "",
            Former = former,
        };
    }

    private static List<ChannelPackage> Packages(JsonElement e, string version)
    {
        if (Member(e, "packages") is not { ValueKind: JsonValueKind.Array } array) throw Malformed("packages is missing");
        var packages = new List<ChannelPackage>();
        foreach (var package in array.EnumerateArray())
        {
            if (packages.Count == MaxPackages) throw Malformed("packages has too many");
            packages.Add(new(version, Architecture(package), FileName(package), Size(package), Sha256(package)));
        }

        return packages;
    }

    private static string Name(JsonElement e) =>
        OptionalText(e, "channel") is { Length: > 0 and <= MaxName } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? name
            : throw Malformed("channel should be a name of letters and digits");

    private static string Version(JsonElement e, string member) =>
        OptionalText(e, member) is { } text && DebianVersion.IsVersion(text) ? text : throw Malformed($"{member} should be a version of a package");

    private static DateTimeOffset Moment(JsonElement e, string member) =>
        DateTimeOffset.TryParse(OptionalText(e, member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw Malformed($"{member} should be a moment such as 2026-01-31T12:00:00Z");

    private static double Rollout(JsonElement e) => Member(e, "rollout") switch
    {
        null => 100,
        { ValueKind: JsonValueKind.Number } value when value.GetDouble() is >= 0 and <= 100 and var percent => percent,
        _ => throw Malformed("rollout should be a number from 0 to 100"),
    };

    private static string Architecture(JsonElement e) =>
        OptionalText(e, "architecture") is { Length: > 0 and <= 16 } text && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : throw Malformed("architecture should be Debian's word, such as all");

    // Alone a name: it lies beside the channel file and becomes a file here.
    private static string FileName(JsonElement e) =>
        OptionalText(e, "file") is { Length: <= MaxFileName } file && file.EndsWith(".deb", StringComparison.Ordinal) && char.IsAsciiLetterOrDigit(file[0])
        && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '~')
            ? file
            : throw Malformed("file should be the name of a .deb beside the channel file");

    private static long Size(JsonElement e) =>
        Member(e, "size") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var size) && size is > 0 and <= MaxPackageBytes
            ? size
            : throw Malformed($"size should be a number of bytes, at most {MaxPackageBytes}");

    private static string Sha256(JsonElement e) =>
        OptionalText(e, "sha256") is { Length: Sha256Length } text && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw Malformed("sha256 should have 64 hexadecimal digits");

    private static JsonElement? Member(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? OptionalText(JsonElement e, string name) =>
        Member(e, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static UpdateException Malformed(string what) => new(UpdateProblem.Malformed, $"the channel file cannot be used: {what}");
}
