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

    /// <summary>The partition a Raspberry Pi starts from: that of Debian 12 and later, or the older one.</summary>
    public static string UsualBoot =>
        Array.Find(["/boot/firmware", "/boot"], static place => new CardFile(place, static _ => { }).Exists) ?? "/boot/firmware";
}
