namespace CozeDevice.Account;

/// <summary>Where the bearer token comes from, asked before every dial.</summary>
public interface ITokenSource
{
    /// <summary>The token to use now.</summary>
    /// <param name="cancellationToken">Ends the wait for a source that asks the network.</param>
    /// <exception cref="TokenException">There is none; says where it was looked for. Never holds a token.</exception>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>The service refused a token: gets another one, if this source can.</summary>
    /// <param name="refused">The token that was refused; a newer one may have come meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait for a source that asks the network.</param>
    /// <returns>True when asking again is worth it: <see cref="GetTokenAsync"/> gives a token other than the refused one, or
    /// says what is in the way for the moment. False when only the owner can help.</returns>
    ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken);
}

/// <summary>No token could be had.</summary>
/// <param name="message">One line: where it was looked for and what would be right.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class TokenException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is in the way.</summary>
    public TokenObstacle Obstacle { get; init; }
}
