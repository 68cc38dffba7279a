using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.EndToEnd;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>Another program has the card.</summary>
public sealed class BusyCardTests
{
    public BusyCardTests() => Requires.Card(LoopbackCard.Id);

    [Fact]
    public async Task Who_holds_the_microphone_is_named_and_it_works_once_released()
    {
        DeviceRig rig;
        await using (await Recorder.StartAsync(device: LoopbackCard.AgentDirect))
        {
            rig = await SoundRig.StartAsync();
            await SaidAsync(rig, "\"arecord\" (pid ");
            Assert.Equal(0, rig.Device.Capture.Counters.FramesCaptured);
        }

        await using (rig)
        {
            TimeSpan works = await KernelFile.UntilAsync(() => rig.Device.Capture.Counters.FramesCaptured > 0, "the microphone works");
            Figures.Print("microphone released by another program", $"captured {works.TotalMilliseconds:0} ms later");
        }
    }

    [Fact]
    public async Task Who_holds_the_speaker_is_named_and_the_answer_is_heard_once_released()
    {
        DeviceRig rig;
        await using (await Player.StartAsync([], LoopbackCard.AgentDirect))
        {
            rig = await SoundRig.StartAsync();
            await SaidAsync(rig, "\"aplay\" (pid ");
        }

        await using (rig)
        await using (Recorder recorder = await Recorder.StartAsync())
        await using (await Player.StartAsync(SoundRig.Speech, isRepeated: true))
        {
            await rig.OnlineAsync();
            await rig.SpeakAsync(100);
            await rig.UntilTurnAsync("speaking");
            await recorder.UntilHeardAsync(0);
            await rig.UntilTurnAsync("ready");
        }
    }

    private static Task<TimeSpan> SaidAsync(DeviceRig rig, string what) => KernelFile.UntilAsync(
        () => rig.Log.Messages(LogLevel.Warning).Any(message => message.Contains(what, StringComparison.Ordinal)),
        $"the log says {what}",
        DeviceRig.Limit);
}
