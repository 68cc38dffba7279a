namespace CozeDevice.Account;

/// <summary>What a login begins with (RFC 8628, §3.2). The printed form shows nothing a stranger could use.</summary>
/// <param name="Secret">What the device asks with; <c>device_code</c>.</param>
/// <param name="UserCode">What the user types.</param>
/// <param name="Address">The page where the user types it.</param>
/// <param name="CompleteAddress">The page with the code in it, for a QR code.</param>
/// <param name="Lifetime">How long the code is good.</param>
/// <param name="Interval">How far apart questions must be.</param>
public sealed record DeviceCode(
    string Secret, string UserCode, string Address, string CompleteAddress, TimeSpan Lifetime, TimeSpan Interval)
{
    /// <inheritdoc/>
    public override string ToString() => $"DeviceCode({UserCode})";
}
