namespace CozeDevice.Update;

/// <summary>The newest channel file that was seen.</summary>
/// <param name="Address">The value of <c>Update:Channel</c> it was seen under.</param>
/// <param name="Name">Its name.</param>
/// <param name="Date">Its date.</param>
internal sealed record ChannelMemory(string Address, string Name, DateTimeOffset Date);
