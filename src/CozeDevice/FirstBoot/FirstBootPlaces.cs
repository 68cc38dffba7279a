namespace CozeDevice.FirstBoot;

/// <summary>Where a first boot reads and writes.</summary>
/// <param name="Boot">The mounted boot partition.</param>
/// <param name="Configuration">Usually <c>/etc/cozedevice</c>.</param>
/// <param name="Credentials">Where systemd looks for credentials, usually <c>/etc/credstore</c>.</param>
internal sealed record FirstBootPlaces(string Boot, string Configuration, string Credentials)
{
    /// <summary>The token.</summary>
    public string Token => Path.Combine(Credentials, "coze-token");

    /// <summary>The settings of the card.</summary>
    public string Settings => Path.Combine(Configuration, "conf.d", "50-boot.json");

    /// <summary>What was taken the last time when all was well: the hash of the card's text and then of the settings, as sha256sum writes
    /// it. While both are as they were there is nothing to do, and the unit need not start the program to find out.</summary>
    public string Taken => Path.Combine(Configuration, ".boot-taken");

    /// <summary>The partition a Raspberry Pi starts from: that of Debian 12 and later, or the older one.</summary>
    public static string UsualBoot =>
        Array.Find(["/boot/firmware", "/boot"], static place => new CardFile(place, static _ => { }) is { Exists: true } or { Strays.Count: > 0 }) ?? "/boot/firmware";
}
