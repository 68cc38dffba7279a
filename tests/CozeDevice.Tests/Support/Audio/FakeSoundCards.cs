using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A machine with the cards a test gives it.</summary>
internal sealed class FakeSoundCards : ISoundCards
{
    /// <summary>A USB card with one microphone and two channels of playback.</summary>
    public static SoundCard UsbCard { get; } = new(1, "Device", "USB PnP Sound Device", "USB-Audio",
    [
        new("Device", 0, AudioDirection.Capture, "USB Audio", new(new(["S16_LE"], 1, 1, [16_000, 44_100, 48_000]))),
        new("Device", 0, AudioDirection.Playback, "USB Audio", new(new(["S16_LE", "S24_3LE"], 2, 2, [44_100, 48_000]))),
    ], new(new("Device", "Speaker", -50, 0, HasDecibels: true, HasSwitch: true), new(-31.5, IsOn: false)));

    /// <summary>A card with playback alone.</summary>
    public static SoundCard HdmiCard { get; } = new(0, "vc4hdmi0", "vc4-hdmi-0", "vc4-hdmi",
    [
        new("vc4hdmi0", 0, AudioDirection.Playback, "MAI PCM i2s-hifi-0", new(null, "another program has it", IsBusy: true)),
    ]);

    public bool IsInstalled { get; init; } = true;

    public SoundSystem System { get; init; } = new([HdmiCard, UsbCard], [], null, ConvertsWell: true);

    /// <summary>What each name is; others do not exist.</summary>
    public Dictionary<string, PcmProbe> Probes { get; } = new(StringComparer.Ordinal);

    public SoundSystem Read() => System;

    public PcmProbe Probe(string name, AudioDirection direction) =>
        Probes.GetValueOrDefault(name) ?? new(null, "No such file or directory");
}
