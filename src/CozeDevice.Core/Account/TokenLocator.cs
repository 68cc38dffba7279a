using System.Text;

namespace CozeDevice.Account;

/// <summary>Finds the token in the order of design §6: systemd credential, token file, configuration, what gives short-lived tokens
/// (helper program, signed request, stored login), environment.</summary>
/// <remarks>Files are read anew at each dial, so that a token replaced on disk, or a login, is used without a restart.</remarks>
/// <param name="places">Where to look.</param>
/// <param name="renewable">What gives short-lived tokens, in order; the first that is present is asked.</param>
public sealed class TokenLocator(TokenPlaces places, params IReadOnlyList<IRenewableToken> renewable) : ITokenSource
{
    private const string CredentialName = "coze-token";

    /// <summary>Longest file that is read as a token, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The place the last token came from, or null before the first.</summary>
    public string? LastPlace { get; private set; }

    /// <summary>The credential that systemd hands to the service and to nobody else: there it goes before all other places. Null
    /// where none is seen.</summary>
    public string? ServiceCredential
    {
        get
        {
            foreach (string store in places.CredentialStores)
            {
                string credential = Path.Combine(store, CredentialName);
                if (File.Exists(credential))
                    return credential;
            }
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (Configured() is { } written)
            return Given(written.Token, written.Place);
        if (Present() is { } source)
            return Given(await source.GetTokenAsync(cancellationToken).ConfigureAwait(false), source.Place);
        if (FromEnvironment() is { } bench)
            return Given(bench, TokenPlaces.EnvironmentName);
        throw Missing();
    }

    /// <inheritdoc/>
    /// <remarks>A written token cannot be renewed, but its owner may have replaced the file.</remarks>
    public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        try
        {
            if (Configured() is { } written)
                return ValueTask.FromResult(written.Token != refused);
            if (Present() is { } source)
                return source.RenewAsync(refused, cancellationToken);
            return ValueTask.FromResult(FromEnvironment() is { } bench && bench != refused);
        }
        catch (TokenException)
        {
            // The next dial says what is wrong with the place.
            return ValueTask.FromResult(false);
        }
    }

    /// <summary>Looks in every place that holds a token as it is, in order.</summary>
    /// <exception cref="TokenException">There is none, or the first place that should hold one cannot be read.</exception>
    public string Find() => Configured()?.Token ?? FromEnvironment() ?? throw Missing();

    /// <summary>Every place that would give a token, the one in use first. Asks nobody; a place that cannot be read has a
    /// problem instead of a token.</summary>
    public IReadOnlyList<TokenPlace> Survey()
    {
        var found = new List<TokenPlace>();
        foreach ((string place, Func<string?> read) in Readers())
        {
            try
            {
                if (read() is { } token)
                    found.Add(new TokenPlace(place, TokenText.KindOf(token), null));
            }
            catch (TokenException failure)
            {
                found.Add(new TokenPlace(place, null, failure.Message));
            }
        }
        int next = found.Count;
        try
        {
            if (FromEnvironment() is { } bench)
                found.Add(new TokenPlace(TokenPlaces.EnvironmentName, TokenText.KindOf(bench), null));
        }
        catch (TokenException failure)
        {
            found.Add(new TokenPlace(TokenPlaces.EnvironmentName, null, failure.Message));
        }
        foreach (IRenewableToken source in renewable)
        {
            if (source.IsPresent)
                found.Insert(next++, new TokenPlace(source.Place, null, null));
        }
        return found;
    }

    private (string Token, string Place)? Configured()
    {
        foreach ((string place, Func<string?> read) in Readers())
        {
            if (read() is { } token)
                return (token, place);
        }
        return null;
    }

    private (string Place, Func<string?> Read)[] Readers() =>
    [
        ("the systemd credential coze-token", Credential),
        ("Auth:TokenFile", () => string.IsNullOrEmpty(places.TokenFile) ? null : Read(places.TokenFile, "Auth:TokenFile")),
        ("Auth:Token", () => string.IsNullOrEmpty(places.Token) ? null : Checked(places.Token, "Auth:Token")),
    ];

    private string? Credential()
    {
        if (string.IsNullOrEmpty(places.CredentialsDirectory))
            return null;
        string credential = Path.Combine(places.CredentialsDirectory, CredentialName);
        return File.Exists(credential) ? Read(credential, "credential") : null;
    }

    private string? FromEnvironment() =>
        string.IsNullOrEmpty(places.EnvironmentToken) ? null : Checked(places.EnvironmentToken, TokenPlaces.EnvironmentName);

    private IRenewableToken? Present()
    {
        foreach (IRenewableToken source in renewable)
        {
            if (source.IsPresent)
                return source;
        }
        return null;
    }

    private string Given(string token, string place)
    {
        LastPlace = place;
        return token;
    }

    private TokenException Missing()
    {
        foreach (IRenewableToken source in renewable)
        {
            if (source is LoginToken { VoidReason: { } reason })
                return new TokenException($"the login is over: {reason}; run cozedevice login");
        }
        if (ServiceCredential is { } credential)
        {
            return new TokenException($"no token: {credential} is for the service alone; give one as COZE_API_TOKEN, or run cozedevice login");
        }
        return new TokenException("no token: run cozedevice login, or give one as systemd credential coze-token, as Auth:TokenFile, "
            + "or as COZE_API_TOKEN for bench work");
    }

    private static string Read(string path, string place)
    {
        try
        {
            // Read up to the limit, not asked for its length: a device or a pipe has none.
            using FileStream file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
                throw new TokenException($"{place} {path}: larger than 64 KiB, so not a token");
            return Checked(Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF'), $"{place} {path}");
        }
        catch (Exception failure) when (failure
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            string why = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                UnauthorizedAccessException => "is not readable by this user",
                _ => "cannot be read",
            };
            throw new TokenException($"{place}: {path} {why}", failure);
        }
    }

    // A header value: printable ASCII without spaces, so that a stray line break cannot smuggle a second header.
    private static string Checked(string text, string place)
    {
        string token = text.Trim();
        if (token.Length == 0)
            throw new TokenException($"{place} is empty");
        foreach (char c in token)
        {
            if (c is <= ' ' or > '~')
                throw new TokenException($"{place} holds a character that no token has (blank, line break or non-ASCII)");
        }
        return token;
    }
}
