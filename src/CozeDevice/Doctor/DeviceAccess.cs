namespace CozeDevice.Doctor;

/// <summary>A kind of device of which there is at least one on this machine, and whether this user may open it.</summary>
/// <param name="Group">The group that should own it: <c>audio</c>, <c>gpio</c>, <c>spi</c>, <c>input</c>.</param>
/// <param name="Path">The one that was looked at.</param>
/// <param name="Owner">The group that does own it, or null when it has no name.</param>
/// <param name="MayOpen">Whether it can be opened.</param>
/// <param name="IsMember">Whether the user is in the owning group by <c>/etc/group</c>, so that a new session may open it.</param>
internal sealed record DeviceAccess(string Group, string Path, string? Owner, bool MayOpen, bool IsMember);
