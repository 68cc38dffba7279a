using CozeDevice.Audio;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>What the service tells whoever asks.</summary>
internal static class RoomStory
{
    /// <summary>An answer of so many seconds that sounds like a voice.</summary>
    public static Scenario Of(TempDirectory directory, int seconds) =>
        Of(directory, Signal.Voice(AudioFormat.Samples(seconds * 1_000)));

    /// <summary>An answer that sounds so.</summary>
    public static Scenario Of(TempDirectory directory, short[] answer)
    {
        using (var writer = new WavWriter(directory["story.wav"], AudioFormat.SampleRate))
        {
            writer.Write(answer);
            writer.WriteHeader();
        }
        return Scenario.Parrot with { Replies = [new Reply { Audio = ReplyAudio.File, AudioFile = directory["story.wav"] }] };
    }
}
