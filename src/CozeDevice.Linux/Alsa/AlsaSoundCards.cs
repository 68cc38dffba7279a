using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Alsa;

/// <summary>The sound devices libasound knows. Safe from any thread; holds nothing open.</summary>
/// <param name="mixers">Finds the volume control of a card.</param>
/// <param name="logger">For what libasound says.</param>
internal sealed class AlsaSoundCards(IMixers mixers, ILogger logger) : ISoundCards
{
    /// <inheritdoc/>
    public bool IsInstalled => Libasound.IsInstalled;

    /// <inheritdoc/>
    public SoundSystem Read()
    {
        AlsaMessages.Install(logger);
        var cards = Cards();
        return new(cards, NamedPcms.Read(), cards.Count == 0 ? new CardSearch().Explain() : null, RateConverters.HasFilter(Environment.GetEnvironmentVariable("ALSA_PLUGIN_DIR")));
    }

    /// <inheritdoc/>
    public PcmProbe Probe(string name, AudioDirection direction)
    {
        AlsaMessages.Install(logger);
        return PcmProber.Probe(name, direction);
    }

    private List<SoundCard> Cards()
    {
        var cards = new List<SoundCard>();
        var number = -1;
        while (Libasound.snd_card_next(ref number) == 0 && number >= 0)
            if (Card(number) is { } card) cards.Add(card);
        return cards;
    }

    // Null: it was pulled out between two calls.
    private SoundCard? Card(int number)
    {
        if (Libasound.snd_ctl_open(out var control, $"hw:{number}", mode: 0) < 0)
        {
            control.Dispose();
            return null;
        }

        using (control)
        {
            if (Libasound.snd_ctl_card_info_malloc(out var info) < 0) return null;
            try
            {
                if (Libasound.snd_ctl_card_info(control, info) < 0) return null;
                var id = Text(Libasound.snd_ctl_card_info_get_id(info));
                var devices = Devices(control, id);
                return new(
                    number,
                    id,
                    Text(Libasound.snd_ctl_card_info_get_name(info)),
                    Text(Libasound.snd_ctl_card_info_get_driver(info)),
                    devices,
                    Volume(id, devices));
            }
            finally
            {
                Libasound.snd_ctl_card_info_free(info);
            }
        }
    }

    // Null: it plays nothing, or has nothing the agent would take.
    private MixerReading? Volume(string card, List<CardDevice> devices)
    {
        if (!devices.Exists(device => device.Direction == AudioDirection.Playback)) return null;
        try
        {
            using var mixer = mixers.Open($"hw:CARD={card}", IMixers.Auto);
            return new(mixer.Element, mixer.State);
        }
        catch (MixerException)
        {
            return null;
        }
    }

    private static List<CardDevice> Devices(CtlHandle control, string card)
    {
        var devices = new List<CardDevice>();
        if (Libasound.snd_pcm_info_malloc(out var info) < 0) return devices;
        try
        {
            var number = -1;
            while (Libasound.snd_ctl_pcm_next_device(control, ref number) == 0 && number >= 0)
            {
                foreach (var direction in Enum.GetValues<AudioDirection>())
                    if (Device(control, info, card, number, direction) is { } device) devices.Add(device);
            }

            return devices;
        }
        finally
        {
            Libasound.snd_pcm_info_free(info);
        }
    }

    private static CardDevice? Device(CtlHandle control, nint info, string card, int number, AudioDirection direction)
    {
        Libasound.snd_pcm_info_set_device(info, (uint)number);
        Libasound.snd_pcm_info_set_subdevice(info, 0);
        Libasound.snd_pcm_info_set_stream(
            info, direction == AudioDirection.Capture ? Libasound.SND_PCM_STREAM_CAPTURE : Libasound.SND_PCM_STREAM_PLAYBACK);
        var error = Libasound.snd_ctl_pcm_info(control, info);
        if (error == -Errno.ENOENT) return null; // the device has no such direction
        if (error < 0) return new(card, number, direction, "", new(null, Libasound.Describe(error)));
        var name = Text(Libasound.snd_pcm_info_get_name(info));
        if (name.Length == 0) name = Text(Libasound.snd_pcm_info_get_id(info));
        // The bare device: it says what the card does, and it is the one a running agent holds.
        return new(card, number, direction, name, PcmProber.Probe($"hw:CARD={card},DEV={number}", direction));
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
