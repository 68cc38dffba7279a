using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Hands out the mixers a test prepared, in order; without one left, the card is not there.</summary>
internal sealed class FakeMixers : IMixers
{
    public Queue<IMixer> Mixers { get; } = [];

    public MixerException Trouble { get; set; } = new("the card is not there", MixerTrouble.Gone);

    public int Attempts { get; private set; }

    public IMixer Open(string device, string element)
    {
        Attempts++;
        return Mixers.TryDequeue(out var mixer) ? mixer : throw Trouble;
    }
}
