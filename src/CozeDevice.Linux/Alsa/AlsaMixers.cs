using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Alsa;

/// <summary>Mixers of sound cards through libasound's simple elements, as <c>alsamixer</c> shows them.</summary>
/// <remarks>Safe from any thread; the mixer that is opened is not.</remarks>
/// <param name="logger">For what libasound says.</param>
public sealed class AlsaMixers(ILogger<AlsaMixers> logger) : IMixers
{
    /// <inheritdoc/>
    public IMixer Open(string device, string element)
    {
        if (!Libasound.IsInstalled)
            throw new MixerException($"{Libasound.Library} is not installed", MixerTrouble.Unsuitable);
        AlsaMessages.Install(logger);
        var (mixer, control) = OpenControl(device);
        try
        {
            return Choose(mixer, CardOf(device, control), element);
        }
        catch
        {
            mixer.Dispose();
            throw;
        }
    }

    private static AlsaMixer Choose(MixerHandle mixer, string card, string element)
    {
        var found = new List<(string Name, uint Index, bool HasDecibels)>();
        var handles = new List<(nint Element, MixerSteps Steps)>();
        var names = new List<string>();
        for (var at = Libasound.snd_mixer_first_elem(mixer); at != 0; at = Libasound.snd_mixer_elem_next(at))
        {
            if (MixerSteps.Of(at) is not { } steps) continue;
            var (name, index) = AlsaMixer.NameOf(at);
            found.Add((name, index, steps.HasDecibels));
            handles.Add((at, steps));
            names.Add(MixerNames.Written(name, index));
        }

        var chosen = element == IMixers.Auto ? MixerNames.Choose(found) : names.IndexOf(element);
        if (chosen >= 0)
            return new AlsaMixer(mixer, card, found[chosen].Name, found[chosen].Index, handles[chosen].Steps, handles[chosen].Element);
        if (element != IMixers.Auto)
        {
            throw new MixerException(
                $"card {card} has no volume control \"{element}\"; it has {Listed(names)}", MixerTrouble.Misnamed);
        }

        throw new MixerException(
            names.Count == 0
                ? $"card {card} has no control that makes volume"
                : $"card {card} has none of the usual volume controls; name one with Audio:Mixer: {Listed(names)}",
            MixerTrouble.Unsuitable);
    }

    private static string Listed(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static (MixerHandle Mixer, string Control) OpenControl(string device)
    {
        var failure = 0;
        foreach (var control in ControlsOf(device))
        {
            AlsaMessages.Clear();
            failure = TryOpen(control, out var mixer);
            if (failure >= 0) return (mixer, control);
            mixer.Dispose();
            if (failure != -Errno.ENOENT) break; // it is known and does not work: another one would be another card's
        }

        throw new MixerException(
            $"the card of \"{device}\" cannot be asked for its mixer: {AlsaMessages.Explain(failure)}", MixerTrouble.Gone);
    }

    private static IEnumerable<string> ControlsOf(string device)
    {
        if ((MixerCards.CardOf(device) ?? PcmCard.Find(device)) is { } card) return [MixerCards.ControlOf(card)];
        return device == MixerCards.Default ? [MixerCards.Default] : [device, MixerCards.Default];
    }

    private static int TryOpen(string control, out MixerHandle mixer)
    {
        var result = Libasound.snd_mixer_open(out mixer, 0);
        if (result >= 0) result = Libasound.snd_mixer_attach(mixer, control);
        if (result >= 0) result = Libasound.snd_mixer_selem_register(mixer, 0, 0);
        return result >= 0 ? Libasound.snd_mixer_load(mixer) : result;
    }

    private static string CardOf(string device, string control) =>
        MixerCards.CardOf(device) ?? (control.StartsWith("hw:", StringComparison.Ordinal) ? control[3..] : control);
}
