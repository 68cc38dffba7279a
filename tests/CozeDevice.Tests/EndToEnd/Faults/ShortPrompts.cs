using CozeDevice.Audio;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Prompts of a tenth of a second each, for tests where what they say is not at stake.</summary>
internal static class ShortPrompts
{
    public static TempDirectory Create()
    {
        var directory = new TempDirectory();
        foreach (string name in (string[])["link_lost", "try_again", "not_authorised", "refused", "offline"])
        {
            using var wav = new WavWriter(directory[$"{name}.wav"], AudioFormat.SampleRate);
            wav.Write(new short[AudioFormat.SampleRate / 10]);
            wav.WriteHeader();
        }
        return directory;
    }
}
