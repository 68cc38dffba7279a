namespace CozeDevice.Linux.Input;

/// <summary>Why a contact cannot be watched, as far as it matters for what to do.</summary>
internal enum ContactProblem
{
    /// <summary>It is not there. It comes with a device, and devices announce themselves.</summary>
    Missing,

    /// <summary>It is there and not to be had: in use, forbidden, refused.</summary>
    Refused,
}
