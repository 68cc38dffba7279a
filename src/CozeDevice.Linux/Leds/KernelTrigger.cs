namespace CozeDevice.Linux.Leds;

/// <summary>What the kernel lets an LED show by itself: the <c>trigger</c> of the LED class.</summary>
internal static class KernelTrigger
{
    /// <summary>The name of no trigger.</summary>
    public const string None = "none";

    /// <summary>Blinks with <c>delay_on</c> and <c>delay_off</c>.</summary>
    public const string Timer = "timer";

    /// <summary>The active one of a list such as <c>none timer [mmc0] heartbeat</c>.</summary>
    /// <param name="list">The content of the file.</param>
    public static string Active(string list)
    {
        int from = list.IndexOf('[', StringComparison.Ordinal), to = list.IndexOf(']', StringComparison.Ordinal);
        return from >= 0 && to > from ? list[(from + 1)..to] : None;
    }

    /// <summary>Whether it blinks without anything behind it: left on, it would make a dead agent look alive.</summary>
    /// <param name="trigger">The name.</param>
    public static bool LooksAlive(string trigger) => trigger is Timer or "heartbeat" or "pattern" or "oneshot" or "transient";
}
