namespace CozeDevice.Linux.Alsa;

/// <summary>Tells the reasons apart for which libasound lists no card: it skips what it may not open without a word.</summary>
/// <param name="procDirectory">Where <c>/proc</c> is.</param>
/// <param name="deviceDirectory">Where <c>/dev</c> is.</param>
internal sealed class CardSearch(string procDirectory = "/proc", string deviceDirectory = "/dev")
{
    private const string ControlFiles = "controlC*";

    /// <summary>Why there is none.</summary>
    public CardAbsence Explain()
    {
        var cards = Path.Combine(procDirectory, "asound", "cards");
        var files = Path.Combine(deviceDirectory, "snd");
        if (Directory.Exists(files) && Directory.EnumerateFiles(files, ControlFiles).Any()) return CardAbsence.NoPermission;
        if (!File.Exists(cards)) return CardAbsence.NoKernelSound;
        return HasCards(cards) ? CardAbsence.NoDeviceFiles : CardAbsence.NoCard;
    }

    // " 0 [Device         ]: USB-Audio - USB Audio Device", or "--- no soundcards ---"
    private static bool HasCards(string path) => File.ReadLines(path).Any(line => line.Contains('[', StringComparison.Ordinal));
}
