namespace CozeDevice.Simulator.Handshake;

/// <summary>Reads a query as sent. A plus stays a plus: tokens contain it and clients do not escape it.</summary>
internal static class QueryString
{
    /// <summary>The value of a name as it was sent, or <see langword="null"/>.</summary>
    internal static string? RawValue(string query, string name)
    {
        foreach (string pair in query.TrimStart('?').Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && pair.AsSpan(0, equals).SequenceEqual(name))
            {
                return pair[(equals + 1)..];
            }
        }

        return null;
    }

    /// <summary>The value of a name with percent signs decoded, or <see langword="null"/>.</summary>
    internal static string? Value(string query, string name) =>
        RawValue(query, name) is { } raw ? Uri.UnescapeDataString(raw) : null;
}
