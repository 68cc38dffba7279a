using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Tokens an app gets with its private key. The key is read for each request and not kept.</summary>
/// <param name="settings">Who asks.</param>
/// <param name="oauth">The service.</param>
/// <param name="time">Both clocks.</param>
/// <param name="logger">Told of a clock that differs.</param>
public sealed class JwtToken(JwtSettings settings, OAuthClient oauth, TimeProvider time, ILogger logger) : CachedToken(time)
{
    // The service tolerates about this much (protocol §8.4 asks for a right clock without saying how right).
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);
    private const int MaxKeyBytes = 64 * 1024;
    private TimeSpan _offset;

    /// <inheritdoc/>
    public override string Place => "Jwt:PrivateKeyFile";

    /// <summary>Reads the key, to find out early whether it can be used.</summary>
    /// <param name="file">A PEM file.</param>
    /// <exception cref="TokenException">It cannot be read, or holds no RSA key.</exception>
    public static RSA ReadKey(string file)
    {
        var key = RSA.Create();
        try
        {
            if (new FileInfo(file).Length > MaxKeyBytes)
                throw new ArgumentException("too large");
            key.ImportFromPem(File.ReadAllText(file));
            // A public key imports as well and fails only when it should sign.
            key.ExportParameters(includePrivateParameters: true);
            return key;
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // The cause may quote the file.
            throw new TokenException($"Jwt:PrivateKeyFile {file}: holds no private RSA key in PEM form without a passphrase");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            string why = failure is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "is not readable by this user";
            throw new TokenException($"Jwt:PrivateKeyFile: {file} {why}", failure);
        }
    }

    /// <inheritdoc/>
    protected override async Task<IssuedToken> MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await AskAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OAuthException refusal) when (!refusal.IsTemporary && refusal.ClockOffset is { } offset && (offset - _offset).Duration() > Tolerance)
            {
                // Signed at a time the service has not reached or has left behind: once more, by its clock.
                _offset = offset;
                logger.ClockCorrected(offset.TotalSeconds);
                return await AskAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OAuthException failure)
        {
            throw new TokenException($"{Place}: {failure.Message}", failure) { Obstacle = failure.Obstacle };
        }
    }

    private async Task<IssuedToken> AskAsync(CancellationToken cancellationToken)
    {
        using RSA key = ReadKey(settings.PrivateKeyFile);
        string jwt = JwtWriter.Write(settings, key, Time.GetUtcNow() + _offset);
        IssuedToken token = await oauth.ExchangeAsync(jwt, settings, cancellationToken).ConfigureAwait(false);
        return token.Lifetime is null ? token with { Lifetime = settings.Duration } : token;
    }
}
