using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Support;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>The whole agent on a sound card, against the simulator.</summary>
internal static class SoundRig
{
    // Everything takes several times as long under emulation, and again so on a busy machine.
    static SoundRig() => DeviceRig.Limit = 120;

    /// <summary>Three seconds of speech.</summary>
    public static short[] Speech { get; } = WavFile.Read(RepositoryRoot.File("tests/speech/question.wav")).ToHouseRate();

    /// <summary>Starts it.</summary>
    /// <param name="codec">What is spoken on the wire; <c>pcm</c> keeps every sample.</param>
    /// <param name="capture">The microphone's ALSA name.</param>
    /// <param name="playback">The speaker's.</param>
    /// <param name="scenario">How the simulator answers: as a parrot, unless said otherwise.</param>
    /// <param name="settings">Further settings of the agent.</param>
    public static Task<DeviceRig> StartAsync(
        string codec = "pcm",
        string capture = LoopbackCard.Agent,
        string playback = LoopbackCard.Agent,
        Scenario? scenario = null,
        params string[] settings) =>
        DeviceRig.StartAsync(codec, scenario, null, [$"Audio:Capture={capture}", $"Audio:Playback={playback}", .. settings]);

    /// <summary>Holds the button until so many frames of the turn are at the server; tells all there is to know if they do not come.</summary>
    public static async Task SpeakAsync(this DeviceRig rig, int frames)
    {
        try
        {
            await rig.HoldAsync(frames);
        }
        catch (TimeoutException late)
        {
            DeviceSnapshot now = rig.Device.Loop.Snapshot();
            string counters = string.Join(", ", now.Stats.Counters.Select(counter => $"{counter.Key} {counter.Value}"));
            throw new TimeoutException($"{late.Message}\n{now}\n{counters}\n{rig.Log.Text}", late);
        }
    }
}
