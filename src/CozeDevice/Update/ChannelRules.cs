using System.Globalization;

namespace CozeDevice.Update;

/// <summary>Whether a channel file with a right signature is to be believed now. Pure.</summary>
/// <remarks>A signature says who wrote a file, not that it is the last one: somebody between vendor and board can hold an old one
/// before it for ever (freeze) or go back to one with a known hole (rollback).</remarks>
internal static class ChannelRules
{
    /// <summary>How far the vendor's clock may be ahead of the board's.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(24);

    /// <summary>Says what is wrong with it, or null.</summary>
    /// <param name="channel">The file.</param>
    /// <param name="address">The value of <c>Update:Channel</c>.</param>
    /// <param name="seen">The newest one seen before, or null.</param>
    /// <param name="now">The wall clock.</param>
    public static UpdateException? Problem(Channel channel, string address, ChannelMemory? seen, DateTimeOffset now)
    {
        if (seen is not null && seen.Address == address)
        {
            if (seen.Name != channel.Name)
                return new(UpdateProblem.WrongChannel, $"{address} was the channel {seen.Name} and is now {channel.Name}; refused");
            if (channel.Date < seen.Date)
                return new(UpdateProblem.OlderChannel, $"the channel file is of {Day(channel.Date)}, and one of {Day(seen.Date)} was seen before; refused");
        }

        if (channel.Date > now + ClockTolerance)
            return new(UpdateProblem.Clock, $"the channel file is of {Day(channel.Date)} and the clock of this board says {Day(now)}; set the clock");
        return channel.Expires <= now
            ? new(UpdateProblem.Expired, $"the channel file has expired on {Day(channel.Expires)}; the vendor has to sign it again, or the clock ({Day(now)}) is wrong")
            : null;
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
