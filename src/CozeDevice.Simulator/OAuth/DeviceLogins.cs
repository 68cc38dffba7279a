using System.Security.Cryptography;
using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>The device code flow (RFC 8628): devices that wait for their users.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="options">Lifetimes, and who approves.</param>
internal sealed class DeviceLogins(RestOptions options)
{
    private const int Capacity = 1024;

    // Consonants and digits: no words, and nothing that looks like something else (RFC 8628, 6.1).
    private const string UserCodeLetters = "BCDFGHJKLMNPQRSTVWXZ2345679";

    private static readonly TimeSpan SlowDownStep = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly BoundedMap<DeviceLogin> _byDeviceCode = new(Capacity);
    private readonly BoundedMap<DeviceLogin> _byUserCode = new(Capacity);

    /// <summary>Starts a login.</summary>
    internal DeviceLogin Begin(string clientId)
    {
        while (true)
        {
            var letters = RandomNumberGenerator.GetString(UserCodeLetters, 8);
            var userCode = $"{letters[..4]}-{letters[4..]}";
            var deviceCode = RandomNumberGenerator.GetHexString(40, lowercase: true);
            var now = options.Time.GetTimestamp();
            var login = new DeviceLogin(clientId, deviceCode, userCode, now, options.DevicePollInterval);
            if (!_byUserCode.TryAdd(letters, login)) continue;
            _byDeviceCode.TryAdd(deviceCode, login);
            return login;
        }
    }

    /// <summary>A device asks whether its user has decided. Returns if so; the code is then used up.</summary>
    /// <exception cref="OAuthException">Not yet, too early, refused, or expired.</exception>
    internal void Poll(string deviceCode, string clientId)
    {
        if (!_byDeviceCode.TryGet(deviceCode, out var login))
            throw new OAuthException("invalid_grant", "the device code is not known or has been used");
        if (login.ClientId != clientId)
            throw new OAuthException("invalid_client", "the device code belongs to another client");

        lock (_gate)
        {
            if (IsExpired(login)) throw Expired();
            CheckPace(login);
            Decide(login);
            if (login.IsApproved is null)
            {
                login.PendingPolls++;
                throw new OAuthException("authorization_pending", "the user has not answered yet");
            }
        }

        // Of two polls at once one gets the token.
        if (!_byDeviceCode.TryRemove(deviceCode, out _))
            throw new OAuthException("invalid_grant", "the device code has been used");
        _byUserCode.TryRemove(Normalize(login.UserCode), out _);
        if (login.IsApproved == false) throw new OAuthException("access_denied", "the user has refused");
    }

    /// <summary>The user decides.</summary>
    /// <returns><see langword="false"/> if no login waits for this code.</returns>
    internal bool TryAnswer(string userCode, bool isApproved)
    {
        if (!_byUserCode.TryGet(Normalize(userCode), out var login)) return false;
        lock (_gate)
        {
            if (IsExpired(login) || login.IsApproved is not null) return false;
            login.IsApproved = isApproved;
            return true;
        }
    }

    private bool IsExpired(DeviceLogin login) =>
        options.Time.GetElapsedTime(login.CreatedAt) >= options.DeviceCodeLifetime;

    private void CheckPace(DeviceLogin login)
    {
        var previous = login.PolledAt;
        login.PolledAt = options.Time.GetTimestamp();
        // A tenth of tolerance: two polls do not take the same time to arrive.
        if (previous is not { } polledAt || options.Time.GetElapsedTime(polledAt) >= login.Interval * 0.9) return;
        login.Interval += SlowDownStep;
        throw new OAuthException("slow_down", $"poll at most every {login.Interval.TotalSeconds:0} seconds");
    }

    private void Decide(DeviceLogin login)
    {
        var approval = options.DeviceApproval;
        if (login.IsApproved is not null || login.PendingPolls < approval.Polls) return;
        switch (approval.Kind)
        {
            case DeviceApprovalKind.Approve: login.IsApproved = true; break;
            case DeviceApprovalKind.Deny: login.IsApproved = false; break;
            case DeviceApprovalKind.Expire: throw Expired();
        }
    }

    private static OAuthException Expired() => new("expired_token", "the device code has expired");

    private static string Normalize(string userCode) =>
        userCode.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}
