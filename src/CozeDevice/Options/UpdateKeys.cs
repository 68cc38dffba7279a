using CozeDevice.Update;

namespace CozeDevice.Options;

/// <summary>The keys of section <c>Update</c>.</summary>
internal static class UpdateKeys
{
    /// <summary>Where the vendor's offers are.</summary>
    public const string Channel = "Update:Channel";

    /// <summary>The vendor's key.</summary>
    public const string PublicKey = "Update:PublicKey";

    /// <summary>How long a new version may take to become well.</summary>
    public const string HealthMinutes = "Update:HealthMinutes";

    /// <summary>All of them..</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new(Channel, OptionType.Text, null, "Where the vendor's signed channel file is: an https address, or a path.")
        {
            WhenUnset = "no updates", Check = ChannelAddress.Check,
        },
        new(PublicKey, OptionType.Text, null, "The vendor's public key on P-256: PEM text, or the path of a PEM file."),
        new(HealthMinutes, OptionType.Integer, "10", "Minutes in which a new version must be as well as the former was; else that comes back.")
        {
            Min = 1, Max = 120,
        },
    ];
}
