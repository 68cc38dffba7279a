namespace CozeDevice.Simulator.OAuth;

/// <summary>How a device login ends by itself.</summary>
internal enum DeviceApprovalKind
{
    /// <summary>It does not.</summary>
    Manual,

    /// <summary>The user approves.</summary>
    Approve,

    /// <summary>The user refuses: <c>access_denied</c>.</summary>
    Deny,

    /// <summary>The code expires: <c>expired_token</c>.</summary>
    Expire,
}
