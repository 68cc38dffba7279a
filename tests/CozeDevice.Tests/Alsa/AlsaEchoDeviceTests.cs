using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Linux;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>The canceller as the program composes it.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaEchoDeviceTests
{
    [AlsaFact]
    public async Task A_hands_free_device_aligns_its_streams_and_shows_what_is_wrong_with_them()
    {
        if (!SpeexFactAttribute.IsInstalled) Assert.Skip("libspeexdsp.so.1 is not installed");
        using var microphone = new BenchDevice { [Slot.Loop] = 1 };
        using var speaker = new BenchDevice();
        microphone.Hears(Support.Audio.Signal.Noise(AudioFormat.SampleRate, amplitude: 30));
        await using var rig = await DeviceRig.StartAsync(
            "pcm", settings:
            [
                "Turn:Mode=server_vad", "Audio:EchoCancel=speex", "Audio:EchoDelayMs=30", "Audio:IdleReleaseSeconds=1", "Audio:Mixer=none",
                $"Audio:Capture={microphone.Name}", $"Audio:Playback={speaker.Name}",
            ]);
        await rig.OnlineAsync();
        await RoomRig.UntilAsync(() => rig.Device.Echo!.Status.Alignments > 0);
        var counters = rig.Device.Loop.Snapshot().Stats.Counters;
        Assert.Equal(30, counters["echo_delay_ms"]);
        Assert.Equal(0, counters["echo_trusted"]);

        rig.Device.Echo!.RefusalChanged!(true);
        await rig.UntilAsync<FaultsEvent>(e => e.Faults.Contains("echo_clocks"));
        rig.Device.Echo.RefusalChanged(false);
        await rig.UntilAsync<FaultsEvent>(e => !e.Faults.Contains("echo_clocks"));
    }

    [SpeexFact]
    public async Task Files_have_no_echo()
    {
        await using var rig = await DeviceRig.StartAsync("pcm", settings: ["Turn:Mode=server_vad", "Audio:EchoCancel=speex"]);
        Assert.Null(rig.Device.Echo);
    }
}
