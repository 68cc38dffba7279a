namespace CozeDevice.Simulator.OAuth;

/// <summary>One login of a device that waits for its user.</summary>
/// <remarks>Guarded by the lock of <see cref="DeviceLogins"/>.</remarks>
/// <param name="clientId">The app.</param>
/// <param name="deviceCode">What the device polls with.</param>
/// <param name="userCode">What the user types.</param>
/// <param name="createdAt">Monotonic time stamp.</param>
/// <param name="interval">How far apart polls must be.</param>
internal sealed class DeviceLogin(
    string clientId, string deviceCode, string userCode, long createdAt, TimeSpan interval)
{
    /// <summary>The app.</summary>
    internal string ClientId => clientId;

    /// <summary>What the device polls with.</summary>
    internal string DeviceCode => deviceCode;

    /// <summary>What the user types.</summary>
    internal string UserCode => userCode;

    /// <summary>Monotonic time stamp.</summary>
    internal long CreatedAt => createdAt;

    /// <summary>How far apart polls must be; grows with each poll that came too early.</summary>
    internal TimeSpan Interval { get; set; } = interval;

    /// <summary>Monotonic time stamp of the last poll; <see langword="null"/> before the first.</summary>
    internal long? PolledAt { get; set; }

    /// <summary>Polls that were told to wait.</summary>
    internal int PendingPolls { get; set; }

    /// <summary>What the user decided; <see langword="null"/> while nothing.</summary>
    internal bool? IsApproved { get; set; }
}
