using System.Text;

namespace CozeDevice.Account;

/// <summary>Finds the token in the order of design §6: systemd credential, token file, configuration, environment.</summary>
/// <remarks>Files are read anew at each dial, so that a token replaced on disk is used without a restart.</remarks>
/// <param name="places">Where to look.</param>
public sealed class TokenLocator(TokenPlaces places) : ITokenSource
{
    /// <summary>Longest file that is read as a token, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <inheritdoc/>
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Find());

    /// <inheritdoc/>
    /// <remarks>A static token cannot be renewed, but its owner may have replaced the file.</remarks>
    public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        try
        {
            return ValueTask.FromResult(Find() != refused);
        }
        catch (TokenException)
        {
            // The next dial says what is wrong with the place.
            return ValueTask.FromResult(false);
        }
    }

    /// <summary>Looks in every place, in order.</summary>
    /// <exception cref="TokenException">There is none, or the first place that should hold one cannot be read.</exception>
    public string Find()
    {
        if (!string.IsNullOrEmpty(places.CredentialsDirectory))
        {
            string credential = Path.Combine(places.CredentialsDirectory, "coze-token");
            if (File.Exists(credential))
                return Read(credential, "credential");
        }
        if (!string.IsNullOrEmpty(places.TokenFile))
            return Read(places.TokenFile, "Auth:TokenFile");
        if (!string.IsNullOrEmpty(places.Token))
            return Checked(places.Token, "Auth:Token");
        if (!string.IsNullOrEmpty(places.EnvironmentToken))
            return Checked(places.EnvironmentToken, "COZE_API_TOKEN");
        throw new TokenException(
            "no token: give one as systemd credential coze-token, as Auth:TokenFile, or as COZE_API_TOKEN for bench work");
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
