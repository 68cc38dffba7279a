namespace CozeDevice.FirstBoot;

/// <summary>The steps of a first boot, in order. Tests cut the power behind each.</summary>
internal enum FirstBootStep
{
    /// <summary>What a cut had left on the card is tidied up.</summary>
    Recovered,

    /// <summary>The token is on the disk, under a name nobody reads.</summary>
    TokenWritten,

    /// <summary>It has its own name, and that is on the disk too.</summary>
    TokenStored,

    /// <summary>The settings are on the disk, under a name nobody reads.</summary>
    SettingsWritten,

    /// <summary>They have their own name.</summary>
    SettingsStored,

    /// <summary>The card holds the new text, without the token, beside the old one.</summary>
    CardWritten,

    /// <summary>The old text has another name; there is no <c>cozedevice.txt</c>.</summary>
    CardAside,

    /// <summary>The new text has its place.</summary>
    CardPlaced,

    /// <summary>The old text is overwritten with zeros.</summary>
    CardScrubbed,

    /// <summary>The old text is gone.</summary>
    Done,
}
