using CozeDevice.Conversation;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>A card is pulled out and plugged in again under a running agent.</summary>
public sealed class UnpluggedCardTests : IDisposable
{
    // The target is 2 s; under emulation, on a machine that does other things as well, five times that.
    private const double Limit = 10;
    private const int Frames = 50;

    public UnpluggedCardTests()
    {
        Requires.Card(LoopbackCard.Id);
        Requires.Card(UsbCard.Id);
    }

    public void Dispose()
    {
        LoopbackCard.Plug();
        UsbCard.Plug();
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("listening")]
    [InlineData("speaking")]
    public async Task It_is_let_go_at_once_and_works_again_when_it_is_back(string state)
    {
        await using DeviceRig rig = await SoundRig.StartAsync();
        await rig.OnlineAsync();
        await EnterAsync(rig, state);

        // The kernel waits until every program has closed the card: that it returns proves that the agent let go.
        TimeSpan letGo = await LoopbackCard.UnplugAsync().Within(DeviceRig.Limit);
        long before = rig.Device.Capture.Counters.FramesCaptured;
        LoopbackCard.Plug();
        TimeSpan back = await KernelFile.UntilAsync(
            () => rig.Device.Capture.Counters.FramesCaptured > before, "the microphone is back", DeviceRig.Limit);

        Figures.Print($"unplugged while {state}", $"let go after {letGo.TotalMilliseconds:0} ms, captured again {back.TotalMilliseconds:0} ms after it was back");
        Assert.InRange(letGo.TotalSeconds, 0, Limit);
        Assert.InRange(back.TotalSeconds, 0, Limit);
        await SpeakAndHearAsync(rig, state);
    }

    [Fact]
    public async Task A_USB_speaker_pulled_out_in_the_middle_of_an_answer_speaks_again_when_it_is_back()
    {
        await using DeviceRig rig = await SoundRig.StartAsync(playback: $"plughw:CARD={UsbCard.Id}");
        await rig.OnlineAsync();
        await EnterAsync(rig, "speaking");
        await KernelFile.UntilAsync(() => LoopbackCard.Is(UsbCard.Status, "RUNNING"), "the USB speaker plays");

        UsbCard.Unplug();
        TimeSpan letGo = await KernelFile.UntilAsync(() => !UsbCard.IsThere, "the agent lets go of the USB speaker");
        UsbCard.Plug();
        await KernelFile.UntilAsync(() => UsbCard.IsThere, "the kernel knows the card again");
        await using (await Player.StartAsync(SoundRig.Speech, isRepeated: true))
            await rig.SpeakAsync(Frames);
        int turn = rig.Device.Loop.Snapshot().Turn.Turn;
        await rig.UntilTurnAsync("speaking", turn);
        TimeSpan plays = await KernelFile.UntilAsync(() => LoopbackCard.Is(UsbCard.Status, "RUNNING"), "the USB speaker plays again");

        Figures.Print("USB speaker pulled out while speaking", $"let go after {letGo.TotalMilliseconds:0} ms, plays {plays.TotalMilliseconds:0} ms after the next answer began");
        await rig.UntilTurnAsync("ready", turn);
    }

    private static async Task EnterAsync(DeviceRig rig, string state)
    {
        if (state == "listening")
        {
            await rig.CommandAsync(new PressCommand());
            await rig.UntilTurnAsync("listening");
        }
        else if (state == "speaking")
        {
            // The voice ends with the hold, for it holds the card as well.
            await using (await Player.StartAsync(SoundRig.Speech, isRepeated: true))
                await rig.SpeakAsync(3 * Frames);
            await rig.UntilTurnAsync("speaking");
        }
    }

    private static async Task SpeakAndHearAsync(DeviceRig rig, string state)
    {
        await using Recorder recorder = await Recorder.StartAsync();
        await using Player player = await Player.StartAsync(SoundRig.Speech, isRepeated: true);
        if (state == "listening") await rig.CommandAsync(new ReleaseCommand());
        await rig.SpeakAsync(2 * Frames);
        await rig.UntilTurnAsync("speaking", rig.Device.Loop.Snapshot().Turn.Turn);
        await recorder.UntilHeardAsync(0);
        await rig.CommandAsync(new CancelCommand());
    }
}
