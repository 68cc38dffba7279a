using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>What is worth knowing about the sound of this machine. Pure.</summary>
internal static class CardFindings
{
    /// <summary>Everything, worst first.</summary>
    /// <param name="system">What there is.</param>
    /// <param name="configured">What is configured.</param>
    public static IReadOnlyList<Finding> Of(SoundSystem system, IReadOnlyList<ConfiguredDevice> configured)
    {
        var findings = new List<Finding>();
        if (system.Absence is { } absence) findings.Add(Absent(absence));
        foreach (var device in configured)
        {
            if (!device.Probe.Exists)
                findings.Add(new("not_there", $"{device.Key} is {device.Name}, which does not work: {device.Probe.Problem}", true));
            else if (CardReference.Parse(device.Name)?.CardNumber is { } number)
                findings.Add(ByNumber(device, number, system));
        }

        // Without a card of its own, nothing is converted here.
        if (!system.ConvertsWell && system.Cards.Count > 0)
        {
            findings.Add(new(
                "rate_conversion",
                "ALSA's good rate converter is missing, the simple one makes speech harsh: sudo apt-get install libasound2-plugins",
                IsFault: false));
        }

        return findings;
    }

    private static Finding Absent(CardAbsence absence) => absence switch
    {
        CardAbsence.NoKernelSound => new(
            "no_kernel_sound",
            "this kernel has no sound: it was built without ALSA (CONFIG_SND), the module snd is not loaded, or this is a container",
            IsFault: true),
        CardAbsence.NoDeviceFiles => new(
            "no_device_files",
            "the kernel has a sound card, but /dev/snd is not here: a container must be given it (docker run --device /dev/snd)",
            IsFault: true),
        CardAbsence.NoPermission => new(
            "no_permission",
            "there is a sound card, but you may not open it: sudo usermod -aG audio $USER, then log in again",
            IsFault: true),
        _ => new(
            "no_card",
            "the kernel sees no sound card: plug in a USB card (lsusb shows whether it arrived), or name the board's own in "
                + "/boot/firmware/config.txt (dtparam=audio=on, or the dtoverlay of the HAT) and reboot; dmesg says why a driver failed",
            IsFault: true),
    };

    private static Finding ByNumber(ConfiguredDevice device, int number, SoundSystem system)
    {
        var card = system.Cards.FirstOrDefault(card => card.Number == number);
        var better = card?.Devices.FirstOrDefault(one => device.Is(one, number))?.PcmName ?? "plughw:CARD=…,DEV=…";
        return new(
            "by_number",
            $"{device.Key} is {device.Name}: the number of a card changes when another is plugged in; write {better}",
            IsFault: false);
    }
}
