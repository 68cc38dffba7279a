namespace CozeDevice.Tests.Support.Endurance;

/// <summary>Whether the long forms run (<c>scripts/test.sh --long</c>).</summary>
internal static class LongRun
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    /// <summary>One of two sizes.</summary>
    public static T Or<T>(T @long, T @short) => IsAsked ? @long : @short;
}
