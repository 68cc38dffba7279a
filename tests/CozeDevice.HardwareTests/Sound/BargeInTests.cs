using System.Diagnostics;
using CozeDevice.Conversation;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.EndToEnd;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>From the press to silence in the air, measured behind the sound card.</summary>
public sealed class BargeInTests
{
    private static readonly int Times = Figures.IsLong ? 50 : 5;
    private const double TargetMs = 30; // one period and the fade

    public BargeInTests() => Requires.Card(LoopbackCard.Id);

    [Fact]
    public async Task A_press_silences_the_answer_in_the_air()
    {
        await using DeviceRig rig = await SoundRig.StartAsync();
        await rig.OnlineAsync();
        await using Recorder recorder = await Recorder.StartAsync();
        var times = new List<TimeSpan>();
        while (times.Count < Times)
        {
            await using (await Player.StartAsync(SoundRig.Speech, isRepeated: true))
                await rig.SpeakAsync(150);
            int from = recorder.Count;
            await rig.UntilTurnAsync("speaking", rig.Device.Loop.Snapshot().Turn.Turn);
            await recorder.UntilHeardAsync(from);
            await recorder.ForAsync(TimeSpan.FromMilliseconds(300));

            long pressed = Stopwatch.GetTimestamp();
            await rig.CommandAsync(new PressCommand());
            await recorder.ForAsync(TimeSpan.FromMilliseconds(500));
            await rig.CommandAsync(new CancelCommand());
            await rig.CommandAsync(new ReleaseCommand());

            int last = recorder.Samples.AsSpan().LastIndexOfAnyExcept((short)0);
            times.Add(Stopwatch.GetElapsedTime(pressed, recorder.TimeOf(last + 1)));
        }

        Figures.Print("press to silence in the air", times);
        // Half of them within five times the target; the rest is the machine's.
        Assert.InRange(times.Order().ElementAt(times.Count / 2).TotalMilliseconds, double.MinValue, 5 * TargetMs);
    }
}
