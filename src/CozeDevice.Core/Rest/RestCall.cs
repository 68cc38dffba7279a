namespace CozeDevice.Rest;

/// <summary>One call as it is sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Path and query, from the base of the service.</param>
internal sealed record RestCall(HttpMethod Method, string Address)
{
    /// <summary>The largest body outside workflows (protocol §7.2), in bytes.</summary>
    internal const int MaxBodyBytes = 15 * 1024 * 1024;

    /// <summary>The largest answer of JSON that is read, in bytes.</summary>
    internal const int MaxJsonBytes = 4 * 1024 * 1024;

    /// <summary>Makes the body anew for each attempt; null has none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Which of the service's rates it counts against.</summary>
    public RateClass Rate { get; init; }

    /// <summary>The whole time it may take, attempts and waits together.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Path without the query, for logs.</summary>
    public string Path => Address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? Address[..at] : Address;

    /// <summary>A question without a body.</summary>
    internal static RestCall Get(string address) => new(HttpMethod.Get, address) { IsRepeatable = true };

    /// <summary>A JSON body.</summary>
    /// <exception cref="RestException">It is larger than the service reads.</exception>
    internal static RestCall Post(string address, byte[] json)
    {
        if (json.Length > MaxBodyBytes)
            throw TooLarge(json.Length);
        return new(HttpMethod.Post, address)
        {
            Content = () => new ByteArrayContent(json) { Headers = { ContentType = new("application/json") } },
        };
    }

    /// <summary>A file as multipart.</summary>
    /// <exception cref="RestException">It is larger than the service reads.</exception>
    internal static RestCall Upload(string address, FileContent file)
    {
        var content = Multipart.Of(file);
        var length = content.Headers.ContentLength ?? 0;
        content.Dispose();
        if (length > MaxBodyBytes)
            throw TooLarge(length);
        return new(HttpMethod.Post, address) { Content = () => Multipart.Of(file), Deadline = TimeSpan.FromSeconds(120) };
    }

    private static RestException TooLarge(long length) => new(
        RestFailure.Invalid, $"the request has {length} bytes; the service reads {MaxBodyBytes / (1024 * 1024)} MiB at most");
}
