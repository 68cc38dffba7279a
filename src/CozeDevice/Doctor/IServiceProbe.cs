using CozeDevice.Link;

namespace CozeDevice.Doctor;

/// <summary>Talks to the service as the agent does.</summary>
internal interface IServiceProbe
{
    /// <summary>Where the token would come from. Asks nobody.</summary>
    /// <exception cref="Commands.CommandException">The configuration of it is wrong.</exception>
    TokenFacts Token();

    /// <summary>Dials, sends <c>chat.update</c>, waits for <c>chat.updated</c>, and hangs up. No model turn, no greeting.</summary>
    /// <returns>Why it did not come so far, or null.</returns>
    /// <exception cref="Account.TokenException">There is no token.</exception>
    Task<SessionEnd?> RoundTripAsync(CancellationToken cancellationToken);

    /// <summary>Asks one spoken question. It costs what a turn costs.</summary>
    /// <returns>Why it was not answered, or null.</returns>
    Task<string?> TurnAsync(CancellationToken cancellationToken);
}
