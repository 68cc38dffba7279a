using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Nothing said around a press and a release is missing: sample by sample, what a microphone delivered against what
/// was sent. Every sample of this microphone is another number.</summary>
public sealed class FirstSyllableTests : IDisposable
{
    private const int PreRoll = 10 * AudioFormat.FrameSamples;
    private const int Tail = 6 * AudioFormat.FrameSamples;

    private readonly CaptureBench _bench = new(preRollMs: 200, microphone: Microphone());

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_utterance_begins_a_fifth_of_a_second_before_the_press_and_ends_120_ms_behind_the_release()
    {
        _bench.Step(30);
        var press = Press(1);
        _bench.Step(20);
        var release = Release(1);
        _bench.Step(10);

        AssertSent(1, press - PreRoll, release + Tail);
    }

    [Fact]
    public void A_press_soon_after_the_start_sends_all_there_is()
    {
        _bench.Step(3);
        Press(1);
        _bench.Step(20);
        var release = Release(1);
        _bench.Step(10);

        AssertSent(1, 0, release + Tail);
    }

    [Fact]
    public void A_press_before_the_first_frame_sends_everything()
    {
        Press(1);
        _bench.Step(20);
        var release = Release(1);
        _bench.Step(10);

        AssertSent(1, 0, release + Tail);
    }

    [Fact]
    public void A_press_and_a_release_during_a_read_count_from_the_end_of_that_frame()
    {
        _bench.Step(30);
        During(() => Press(1));
        var press = _bench.Capture.Delivered;
        _bench.Step(20);
        During(() => Release(1));
        var release = _bench.Capture.Delivered;
        _bench.Step(10);

        AssertSent(1, press - PreRoll, release + Tail);
    }

    [Fact]
    public void Two_presses_50_ms_apart_lose_nothing_of_what_was_said_before_the_second()
    {
        _bench.Step(30);
        Press(1);
        _bench.Step(2);
        During(() =>
        {
            _bench.Pump.Close(1, UtteranceEnd.Clear);
            Press(2);
        });
        var press = _bench.Capture.Delivered;
        _bench.Step(20);
        var release = Release(2);
        _bench.Step(10);

        AssertSent(2, press - PreRoll, release + Tail);
        Assert.Contains("end 1 Clear", _bench.Sink.Log);
    }

    [Fact]
    public void A_press_within_the_tail_of_the_turn_before_keeps_what_that_turn_loses()
    {
        _bench.Step(30);
        Press(1);
        _bench.Step(20);
        Release(1);
        _bench.Step(3);
        var press = Press(2);
        _bench.Step(20);
        var release = Release(2);
        _bench.Step(10);

        AssertSent(2, press - PreRoll, release + Tail);
        Assert.Contains("end 1 Clear", _bench.Sink.Log);
    }

    [Fact]
    public void What_was_sent_for_an_answer_is_not_said_twice()
    {
        _bench.Step(30);
        Press(1);
        _bench.Step(20);
        var end = Release(1) + Tail;
        _bench.Step(6 + 2);
        Press(2);
        _bench.Step(20);
        var release = Release(2);
        _bench.Step(10);

        AssertSent(2, end, release + Tail);
    }

    [Fact]
    public void A_source_that_starts_again_at_each_press_has_no_pre_roll_of_the_turn_before()
    {
        using var bench = new CaptureBench(preRollMs: 200, microphone: new FakeCapture { Sound = Number });
        bench.Step(30);
        bench.Pump.Open(1);
        bench.Step(2);
        var press = bench.Capture.Delivered;
        bench.Pump.Open(2);
        bench.Step(2);

        Assert.Equal(Numbers(press, press + (2 * AudioFormat.FrameSamples)), bench.Sink.Turns[2]);
    }

    private static FakeCapture Microphone() => new() { IsMicrophone = true, Sound = Number };

    private static short Number(int index) => (short)(index - 20_000);

    private static short[] Numbers(int from, int to) => [.. Enumerable.Range(from, to - from).Select(Number)];

    /// <returns>How much the microphone had delivered.</returns>
    private int Press(int turn)
    {
        _bench.Pump.Open(turn);
        return _bench.Capture.Delivered;
    }

    /// <returns>How much the microphone had delivered.</returns>
    private int Release(int turn)
    {
        _bench.Pump.Close(turn, UtteranceEnd.Complete);
        return _bench.Capture.Delivered;
    }

    private void During(Action happens)
    {
        _bench.Capture.DuringRead = happens;
        _bench.Step();
        _bench.Capture.DuringRead = null;
    }

    private void AssertSent(int turn, int from, int to)
    {
        Assert.Equal(Numbers(from, to), _bench.Sink.Turns[turn]);
        Assert.Contains($"end {turn} Complete", _bench.Sink.Log);
    }
}
