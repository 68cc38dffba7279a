namespace CozeDevice.Account;

/// <summary>One login with a device code: the user is shown a code, the service is asked until they have answered.</summary>
/// <param name="oauth">The service.</param>
/// <param name="clientId">The OAuth client.</param>
/// <param name="time">Waits between the questions.</param>
public sealed class DeviceLogin(OAuthClient oauth, string clientId, TimeProvider time)
{
    /// <summary>What is added to the interval at each <c>slow_down</c> (RFC 8628, §3.5).</summary>
    public static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the user has answered.</summary>
    /// <param name="code">The login.</param>
    /// <param name="disturbed">Told once for each time the service gets out of reach, and with null when it is back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The token.</returns>
    /// <exception cref="OAuthException">Refused; the error is <c>expired_token</c> when nobody answered in time.</exception>
    public async Task<IssuedToken> WaitAsync(DeviceCode code, Action<string?> disturbed, CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        TimeSpan interval = code.Interval;
        TimeSpan pause = interval;
        OAuthException? outage = null;
        while (time.GetElapsedTime(begin) + pause < code.Lifetime)
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            try
            {
                return await oauth.AskForTokenAsync(clientId, code, cancellationToken).ConfigureAwait(false);
            }
            catch (OAuthException answer) when (answer.Error is "authorization_pending" or "slow_down")
            {
                if (outage is not null)
                    disturbed(null);
                outage = null;
                if (answer.Error == "slow_down")
                    interval += SlowDown;
                pause = interval;
            }
            catch (OAuthException failure) when (failure.IsTemporary)
            {
                if (outage is null)
                    disturbed(failure.Message);
                outage = failure;
                // RFC 8628, §3.5: less often while there is no connection.
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause > interval ? LongestPause : interval;
            }
        }
        throw outage ?? new OAuthException("nobody answered in time") { Error = "expired_token" };
    }
}
