using CozeDevice.HardwareTests.Board;
using CozeDevice.HardwareTests.Gpio;
using CozeDevice.HardwareTests.Sound;
using CozeDevice.Linux.Input;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Whole;

/// <summary>A finger on the button, speech in the air, a light to look at, an answer to hear: everything at once, as a person has it.</summary>
public sealed class WholeBoardTests : IDisposable
{
    private const double Limit = 120;
    private const int Button = 17, Lamp = 25;
    private const string Label = "pinctrl-bcm2835", Led = "cozedevice-whole";
    private const int Lead = 8000; // half a second of quiet before the speech

    public WholeBoardTests()
    {
        Requires.GpioSim();
        Requires.Uleds();
        Requires.Card(LoopbackCard.Id);
    }

    public void Dispose() => LoopbackCard.Plug();

    [Theory]
    [InlineData("gpio")]
    [InlineData("sysfs")]
    public async Task A_press_of_the_contact_asks_and_the_answer_is_heard_while_the_light_tells_the_states(string kind)
    {
        using var led = new SimulatedLed(Led);
        using var chip = Plug();
        using var finger = new Finger(chip, Button);
        await using DeviceRig rig = await StartAsync(kind);
        await rig.OnlineAsync();
        bool IsLit() => kind == "gpio" ? chip.IsHigh(Lamp) : led.Brightness == 255;
        bool IsDark() => kind == "gpio" ? !chip.IsHigh(Lamp) : led.Brightness == 0;
        await KernelFile.UntilAsync(IsDark, "the light is out when ready", Limit);
        await using Recorder recorder = await Recorder.StartAsync();
        ConnectionRecord service = await rig.Simulator.Record.WaitForConnectionAsync(1).Within(Limit);

        int turn;
        await using (Player player = await Player.StartAsync([.. new short[Lead], .. SoundRig.Speech]))
        {
            await finger.BounceAsync(closed: true);
            turn = (await rig.UntilTurnAsync("listening")).Turn.Turn;
            await KernelFile.UntilAsync(IsLit, "the light is on while listening", Limit);
            int frames = (Lead + SoundRig.Speech.Length) / 320;
            await service.WaitForUplinkAsync("input_audio_buffer.append", frames + 20).Within(Limit);
            await finger.BounceAsync(closed: false);
        }

        await rig.UntilTurnAsync("thinking", turn);
        await KernelFile.UntilAsync(() => !IsLit() || rig.Device.Loop.Snapshot().Turn.State != "thinking", "the light moves while thinking", Limit);
        await rig.UntilTurnAsync("speaking", turn);
        await KernelFile.UntilAsync(() => !IsDark() || rig.Device.Loop.Snapshot().Turn.State != "speaking", "the light breathes while speaking", Limit);
        await rig.UntilTurnAsync("ready", turn);
        await KernelFile.UntilAsync(IsDark, "the light is out again", Limit);
        await recorder.ForAsync(TimeSpan.FromMilliseconds(300));

        IReadOnlyList<double> pieces = Alike.Compare(SoundRig.Speech, recorder.Samples);
        double alike = pieces.Share(0.99);
        Figures.Print($"a turn by the contact, light of kind {kind}", $"{alike:0%} of {pieces.Count} pieces of the answer are the question");
        Assert.True(alike > 0.5, string.Join(' ', pieces));
    }

    [Fact]
    public async Task Cards_and_chips_that_go_and_come_during_turns_leave_nothing_stuck_and_nothing_behind()
    {
        var length = TimeSpan.FromSeconds(Figures.IsLong ? 300 : 30);
        var random = new Random(11);
        await using DeviceRig rig = await StartAsync("none");
        await rig.OnlineAsync();
        int turns = 0, cards = 0, chips = 0;
        int descriptors = 0, threads = 0;
        long start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < length || turns < 4)
        {
            SimulatedChip chip = Plug();
            using (var finger = new Finger(chip, Button))
            {
                await UntilFaultAsync(rig, "button", isPresent: false);
                await finger.BounceAsync(closed: true);
                await UntilStateAsync(rig, "listening");
                await Task.Delay(random.Next(100, 700));
                // The card or the chip goes in the middle of the hold, or neither does.
                if (random.Next(2) == 0)
                {
                    await LoopbackCard.UnplugAsync().Within(Limit);
                    await Task.Delay(random.Next(50));
                    LoopbackCard.Plug();
                    cards++;
                }

                if (random.Next(2) == 0) await finger.BounceAsync(closed: false);
            }

            chip.Dispose();
            chips++;
            await UntilFaultAsync(rig, "button", isPresent: true);
            await UntilStateAsync(rig, "ready");
            await UntilFaultAsync(rig, "capture", isPresent: false);
            turns++;
            // The first turns open what stays open: the feed, threads of the pool.
            if (turns == 3) (descriptors, threads) = (ProcessUse.Descriptors, ProcessUse.Threads(ContactLoop.ThreadName).Count);
        }

        Figures.Print("turns while card and chip came and went",
            $"{turns} turns, card pulled {cards} times, chip {chips} times; {descriptors} descriptors before and {ProcessUse.Descriptors} after");
        Assert.InRange(ProcessUse.Descriptors, 0, descriptors + 4); // a reply that is being read holds some for a moment
        Assert.Equal(threads, ProcessUse.Threads(ContactLoop.ThreadName).Count);

        using SimulatedChip last = Plug();
        using var other = new Finger(last, Button);
        await using Player player = await Player.StartAsync(SoundRig.Speech, isRepeated: true); // digital silence is no question
        await UntilFaultAsync(rig, "button", isPresent: false);
        await other.BounceAsync(closed: true);
        await UntilStateAsync(rig, "listening");
        await Task.Delay(1500);
        await other.BounceAsync(closed: false);
        await UntilStateAsync(rig, "speaking");
        await UntilStateAsync(rig, "ready");
    }

    private static SimulatedChip Plug() => SimulatedChip.Create(Label, 28, (Button, "GPIO17"), (Lamp, "GPIO25"));

    private static Task<DeviceRig> StartAsync(string led) => SoundRig.StartAsync(settings:
    [
        "Button:Line=GPIO17", $"Button:Chip={Label}", "Gesture:DoubleTap=none", "Gesture:TapHold=none",
        $"Led:Kind={led}", .. led switch
        {
            "gpio" => (string[])["Led:Line=GPIO25", $"Led:Chip={Label}"],
            "sysfs" => [$"Led:Name={Led}"],
            _ => [],
        },
    ]);

    private static Task<TimeSpan> UntilStateAsync(DeviceRig rig, string state) => KernelFile.UntilAsync(
        () => rig.Device.Loop.Snapshot().Turn.State == state, $"the turn is {state}", Limit);

    private static Task<TimeSpan> UntilFaultAsync(DeviceRig rig, string fault, bool isPresent) => KernelFile.UntilAsync(
        () => rig.Device.Loop.Snapshot().Faults.Contains(fault) == isPresent, $"fault {fault}: {isPresent}", Limit);
}
