using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Tokens a vendor's helper program prints: <c>{"access_token":…,"expires_in":…}</c>. Without <c>expires_in</c> it runs
/// at each dial.</summary>
/// <param name="run">Runs the program once; throws <see cref="TokenException"/> when it does not start, runs for too long or writes
/// too much.</param>
/// <param name="time">Both clocks.</param>
/// <param name="logger">Told what the program wrote to standard error.</param>
public sealed class CommandToken(Func<CancellationToken, Task<HelperResult>> run, TimeProvider time, ILogger logger) : CachedToken(time)
{
    /// <inheritdoc/>
    public override string Place => "Auth:Command";

    /// <inheritdoc/>
    protected override async Task<IssuedToken> MakeAsync(CancellationToken cancellationToken)
    {
        HelperResult result = await run(cancellationToken).ConfigureAwait(false);
        string said = TokenText.Printable(result.Error);
        if (said.Length > 0)
            logger.HelperSaid(said);
        if (result.ExitCode != 0)
        {
            string why = said.Length > 0 ? $": {said}" : "";
            // What it asks may be out of reach for a while; whether it is, only the program knows.
            throw new TokenException($"{Place}: the program ended with exit code {result.ExitCode}{why}") { Obstacle = TokenObstacle.Network };
        }
        try
        {
            return OAuthAnswer.Read(result.Output).ToToken(Time.GetUtcNow());
        }
        catch (OAuthException)
        {
            throw new TokenException(
                $"{Place}: the program should print one JSON object, {{\"access_token\":\"…\",\"expires_in\":SECONDS}}");
        }
    }
}
