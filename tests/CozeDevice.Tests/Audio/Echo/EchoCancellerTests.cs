using CozeDevice.Audio;
using CozeDevice.Linux.Speex;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Audio.Echo;

/// <summary>The canceller with its real filter in a simulated room, faster than real time and the same each time.</summary>
public sealed class EchoCancellerTests : IDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly TestLog _log = new();
    private readonly ManualTimeProvider _time = new();
    private EchoCanceller? _canceller;

    public EchoCancellerTests(ITestOutputHelper output) => _output = output;

    [SpeexTheory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(300)]
    public void The_own_voice_becomes_25_dB_quieter_however_late_it_comes(int delayMs)
    {
        var room = Room(30, delayMs);
        var trustedAt = double.NaN;
        while (room.Now < room.Samples)
        {
            room.Step();
            if (double.IsNaN(trustedAt) && _canceller!.IsTrusted) trustedAt = room.Seconds;
        }

        _output.WriteLine($"{delayMs} ms: 1-2 s {room.Attenuation(1, 2):0.0}, 4-8 s {room.Attenuation(4, 8):0.0}, 15-30 s {room.Attenuation(15, 30):0.0} dB; trusted at {trustedAt:0.0} s; {_canceller!.Status}");
        Assert.True(room.Attenuation(15, 30) >= 25);
        Assert.Equal(EchoState.Trusted, _canceller!.Status.State);
        Assert.Equal(1, _canceller.Status.Alignments);
        Assert.InRange(_canceller.Status.DelayMs!.Value, delayMs - 2, delayMs + 5);
    }

    [SpeexTheory]
    [InlineData(40)]
    [InlineData(120)]
    public void A_person_who_talks_at_the_same_time_is_heard(int delayMs)
    {
        var room = Room(32, delayMs);
        Speech.Of("zh", 6).CopyTo(room.Near, 22 * AudioFormat.SampleRate);
        room.RunTo(32);

        _output.WriteLine($"{delayMs} ms: {room.NearGain(22, 28):0.00} dB of the voice, afterwards {room.Attenuation(29, 32):0.0} dB attenuation; {_canceller!.Status}");
        Assert.InRange(room.NearGain(22, 28), -2, 0.5);
        Assert.True(_canceller!.IsTrusted);
    }

    [SpeexFact]
    public void After_an_underrun_it_is_gated_for_2_seconds_and_15_dB_are_back_within_10()
    {
        var room = Room(42, 40);
        room.RunTo(20);
        Assert.True(_canceller!.IsTrusted);

        room.Underrun(samples: 777);
        Assert.False(_canceller.IsTrusted);
        room.RunTo(21.9);
        Assert.False(_canceller.IsTrusted);
        room.RunTo(23.1);
        Assert.True(_canceller.IsTrusted);
        room.RunTo(42);

        _output.WriteLine($"0-2 s {room.Attenuation(20, 22):0.0}, 2-4 s {room.Attenuation(22, 24):0.0}, 8-10 s {room.Attenuation(28, 30):0.0}; {_canceller.Status}");
        Assert.True(room.Attenuation(28, 30) >= 15);
        Assert.Equal((2, 0), (_canceller.Status.Alignments, _canceller.Status.Resets - 1));
    }

    [SpeexTheory]
    [InlineData(40)]
    [InlineData(120)]
    public void What_the_room_holds_of_an_answer_that_was_cut_off_is_taken_out_too(int delayMs)
    {
        var room = Room(21, delayMs);
        room.RunTo(20);
        Assert.True(_canceller!.IsTrusted);

        room.Hush();
        room.RunTo(21);

        var rest = room.Attenuation(20, 20 + (delayMs + 100) / 1000.0);
        _output.WriteLine($"{delayMs} ms: before {room.Attenuation(19, 20):0.0}, the rest {rest:0.0} dB; {_canceller.Status}");
        Assert.True(rest >= 15);
        Assert.False(_canceller.IsTrusted); // of what comes next
    }

    [SpeexFact]
    public void An_underrun_right_behind_the_drop_leaves_nothing_of_the_answer_either()
    {
        var room = Room(21, 120);
        room.RunTo(20);

        room.Hush();
        room.RunTo(20.04);
        room.Underrun(samples: 0);
        room.Underrun(samples: 0);
        room.RunTo(21);

        var rest = room.Attenuation(20, 20.2);
        _output.WriteLine($"before {room.Attenuation(19, 20):0.0}, the rest {rest:0.0} dB; {_canceller!.Status}");
        Assert.True(rest >= 15);
    }

    [SpeexTheory]
    [InlineData(50)]
    [InlineData(-50)]
    [InlineData(20)]
    public void Two_clocks_are_refused_with_advice(int ppm)
    {
        var told = new List<bool>();
        var room = Room(60, 40, ppm);
        _canceller!.RefusalChanged = told.Add;
        while (room.Now < room.Samples && told.Count == 0) room.Step();
        var at = room.Seconds;
        room.RunTo(at + 5);

        _output.WriteLine($"{ppm} ppm: after {at:0.0} s; {_canceller.Status}");
        Assert.Equal([true], told);
        Assert.Equal(EchoState.Refused, _canceller.Status.State);
        Assert.False(_canceller.IsTrusted);
        Assert.InRange(_canceller.Status.DriftPpm!.Value, ppm - 5, ppm + 5);
        Assert.Equal(room.Heard[^16_000..^15_000], room.Left[^16_000..^15_000]);
        Assert.Contains("a speakerphone that removes its own echo", Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [SpeexFact]
    public void A_clock_that_is_nearly_one_is_told_and_used()
    {
        var room = Room(60, 40, ppm: 3);
        room.RunTo(60);

        _output.WriteLine($"{_canceller!.Status}");
        Assert.InRange(_canceller.Status.DriftPpm!.Value, 1, 5);
        Assert.Equal(EchoState.Trusted, _canceller.Status.State);
    }

    public void Dispose()
    {
        _canceller?.Dispose();
        _log.Dispose();
    }

    private EchoRoom Room(double seconds, int delayMs, double ppm = 0)
    {
        _canceller = new EchoCanceller(new EchoOptions(), SpeexEchoFilter.Create(200), _time, _log.For<EchoCanceller>());
        return new EchoRoom(_time, _canceller, seconds) { Far = Speech.Of("en", seconds), DelayMs = delayMs, Ppm = ppm };
    }
}
