using CozeDevice.Conversation;
using CozeDevice.Panel;
using CozeDevice.Tests.Conversation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Panel;

/// <summary>The button, a foot switch, and clients of the control socket at once, in any order: nothing gets stuck.</summary>
public sealed class ButtonInterleavingTests
{
    // The longest hold, and every deadline behind it.
    private const int LongestSeconds = 300;

    [Fact]
    public void No_order_of_hands_leaves_the_device_stuck() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        story => RunAsync(story).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7, 7).WithMaxTest(60).WithEndSize(80));

    private static async Task RunAsync(byte[] story)
    {
        await using var bench = new LoopBench();
        await bench.Online();
        using var panel = new ButtonPanel(bench.Loop, bench.Loop.Report, bench.Time, bench.Log.For<ButtonPanel>());
        IContactListener[] contacts =
        [
            panel.Add(new ButtonSettings("GPIO17", ButtonRole.Talk, DoubleTap: DoubleTapAction.Repeat, TapHoldMutes: true)),
            panel.Add(new ButtonSettings("KEY_B", ButtonRole.Talk)),
        ];
        bool[] isDown = new bool[contacts.Length];
        foreach (IContactListener contact in contacts) contact.Opened(false, bench.Time.GetTimestamp());
        foreach (byte what in story)
            await ActAsync(bench, contacts, isDown, what);

        // Every hand is gone.
        for (int i = 0; i < contacts.Length; i++) Move(bench, contacts, isDown, i, false);
        await bench.Do(new ReleaseCommand());
        await RestAsync(bench);
        await bench.Do(new MuteCommand(false));
        Assert.Equal("ready", bench.Turn);
        Assert.Empty(bench.Loop.Snapshot().Faults);

        // And each of them works.
        for (int i = 0; i < contacts.Length; i++)
        {
            Move(bench, contacts, isDown, i, true);
            await bench.Settle();
            Assert.Equal("listening", bench.Turn);
            await bench.Pass(1_000);
            Move(bench, contacts, isDown, i, false);
            await bench.Settle();
            Assert.Equal("finishing", bench.Turn);
            await RestAsync(bench);
        }
        await bench.Do(new PressCommand());
        Assert.Equal("listening", bench.Turn);
    }

    private static async Task RestAsync(LoopBench bench)
    {
        for (int seconds = 0; bench.Turn != "ready" && seconds < LongestSeconds; seconds += 5)
            await bench.Pass(5_000);
        Assert.Equal("ready", bench.Turn);
    }

    private static async Task ActAsync(LoopBench bench, IContactListener[] contacts, bool[] isDown, byte what)
    {
        int contact = what & 1;
        switch ((what >> 1) % 14)
        {
            case 0 or 1: Move(bench, contacts, isDown, contact, true); break;
            case 2 or 3: Move(bench, contacts, isDown, contact, false); break;
            case 4:
                contacts[contact].Lost(bench.Time.GetTimestamp());
                contacts[contact].Opened(isDown[contact], bench.Time.GetTimestamp());
                break;
            case 5: await bench.Do(new PressCommand()); break;
            case 6: await bench.Do(new ReleaseCommand()); break;
            case 7: await bench.Do(new TapCommand()); break;
            case 8: await bench.Do(contact == 0 ? new CancelCommand() : new RepeatCommand()); break;
            case 9: await bench.Do(new MuteCommand(contact == 0)); break;
            case 10: await bench.Pass(100); break;
            case 11: await bench.Pass(350); break;
            case 12: await bench.Pass(contact == 0 ? 5_100 : 1_000); break;
            default: await bench.Pass(contact == 0 ? 61_000 : 20); break;
        }
        await bench.Settle();
    }

    private static void Move(LoopBench bench, IContactListener[] contacts, bool[] isDown, int i, bool down)
    {
        if (isDown[i] == down) return;
        isDown[i] = down;
        contacts[i].Moved(down, bench.Time.GetTimestamp());
    }
}
