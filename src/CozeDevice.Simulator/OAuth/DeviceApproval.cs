using System.Globalization;

namespace CozeDevice.Simulator.OAuth;

/// <summary>Who answers a device login when nobody opens the authorization page.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Polls">How many polls are answered with <c>authorization_pending</c> before it happens.</param>
internal sealed record DeviceApproval(DeviceApprovalKind Kind, int Polls)
{
    /// <summary>Nothing happens by itself: a person or a test answers at <c>/activate</c>.</summary>
    internal static DeviceApproval Manual { get; } = new(DeviceApprovalKind.Manual, 0);

    /// <summary>The user refuses after one poll.</summary>
    internal static DeviceApproval Deny { get; } = new(DeviceApprovalKind.Deny, 1);

    /// <summary>The code expires after one poll.</summary>
    internal static DeviceApproval Expire { get; } = new(DeviceApprovalKind.Expire, 1);

    /// <summary>The user approves after this many polls.</summary>
    internal static DeviceApproval AfterPolls(int polls) => new(DeviceApprovalKind.Approve, polls);

    /// <summary>Reads <c>manual</c>, <c>deny</c>, <c>expire</c>, <c>auto</c> or <c>auto:POLLS</c>.</summary>
    internal static bool TryParse(string text, out DeviceApproval approval)
    {
        var found = text switch
        {
            "manual" => Manual,
            "deny" => Deny,
            "expire" => Expire,
            "auto" => AfterPolls(2),
            _ => ParseAuto(text),
        };
        approval = found ?? Manual;
        return found is not null;
    }

    private static DeviceApproval? ParseAuto(string text)
    {
        const string Prefix = "auto:";
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var polls)
            ? AfterPolls(polls)
            : null;
    }
}
