using System.Text;

namespace CozeDevice.Telemetry;

/// <summary>A file with one header a line, <c>Name: value</c>, as curl's <c>-H @FILE</c> takes it; empty lines and lines that
/// begin with <c>#</c> are skipped. Its values are secrets: no message repeats one.</summary>
internal static class HeadersFile
{
    private const int MaxBytes = 16 * 1024;

    // What is ours to say, or would break the request.
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Host", "TE", "Transfer-Encoding", "User-Agent",
    };

    /// <summary>What is wrong with the file, or null.</summary>
    public static string? Problem(string path)
    {
        try
        {
            Read(path);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Reads the headers.</summary>
    /// <exception cref="FormatException">The file is missing or wrong; says how, without a value.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var number = 0;
        foreach (var line in TextOf(path).Split('\n'))
        {
            number++;
            if (line.AsSpan().Trim() is not { IsEmpty: false } text || text[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new FormatException($"line {number} should look like Name: value");
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (!IsName(name)) throw new FormatException($"line {number} has a character that no header's name has");
            if (Ours.Contains(name)) throw new FormatException($"line {number} sets {name}, which is not for configuration");
            if (!IsValue(value)) throw new FormatException($"line {number} has no value, or one with a character that no header has");
            headers.Add(new(name, value));
        }

        return headers.Count > 0 ? headers : throw new FormatException("holds no header; it should have lines like Name: value");
    }

    private static string TextOf(string path)
    {
        try
        {
            // Read up to the limit, not asked for its length: a device or a pipe has none.
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaxBytes
                ? Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF')
                : throw new FormatException("is larger than 16 KiB, so it holds no headers");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FormatException("cannot be read; name a file this user may read", e);
        }
    }

    private static bool IsName(string name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        return name.Length > 0;
    }

    private static bool IsValue(string value)
    {
        foreach (var c in value)
            if (c is < ' ' or > '~') return false;
        return value.Length > 0;
    }
}
