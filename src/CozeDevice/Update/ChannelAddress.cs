using CozeDevice.Options;

namespace CozeDevice.Update;

/// <summary>Where a channel and what lies beside it is: an address, or a path. Pure.</summary>
internal static class ChannelAddress
{
    /// <summary>Whether it is a path on this machine.</summary>
    public static bool IsPath(string channel) => channel.StartsWith('/');

    /// <summary>Says what is wrong with the value of <c>Update:Channel</c>, or null.</summary>
    public static string? Check(string channel) => IsPath(channel) ? null : EndpointRule.Check(channel, "https", "http");

    /// <summary>The address of a file beside the channel file.</summary>
    /// <param name="channel">Where the channel file is.</param>
    /// <param name="file">A name without a folder.</param>
    public static string Beside(string channel, string file) => IsPath(channel)
        ? Path.Combine(Path.GetDirectoryName(channel)!, file)
        : new Uri(new Uri(channel), Uri.EscapeDataString(file)).AbsoluteUri;
}
