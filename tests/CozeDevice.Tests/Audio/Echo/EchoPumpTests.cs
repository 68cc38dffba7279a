using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio.Echo;

/// <summary>What the pumps tell a canceller, and that the speaker never stands still with one.</summary>
public sealed class EchoPumpTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly EchoWitness _echo = new();
    private readonly SpeakerActivity _activity = new(new ManualTimeProvider());
    private readonly EchoPlayback _speaker;
    private readonly PlaybackBench _bench;

    public EchoPumpTests()
    {
        _bench = new PlaybackBench(hasDevice: false, echo: _echo, activity: _activity);
        _speaker = new EchoPlayback(_bench.Pacer);
        _bench.Devices.Playbacks.Enqueue(_speaker);
    }

    [Fact]
    public void Silence_is_played_between_answers_and_told_as_what_was_played()
    {
        _bench.Step(20);

        Assert.True(_speaker.Written >= 3 * Frame);
        Assert.Equal(_speaker.Samples, _echo.Samples);
        Assert.All(_echo.Delays, delay => Assert.InRange(delay, Frame, 3 * Frame));
        Assert.Equal(0, _bench.Pump.Counters.FramesWritten);
        Assert.Equal(0, _bench.Pacer.Parks);
    }

    [Fact]
    public void The_silence_between_answers_is_not_audible()
    {
        _bench.Step(20);
        Assert.False(_activity.IsAudible(TimeSpan.FromSeconds(1)));

        _bench.Send(1, Signal.Voice(10 * Frame));
        _bench.Step(20);
        Assert.True(_activity.IsAudible(TimeSpan.Zero));
    }

    [Fact]
    public void At_rest_no_more_than_60_ms_wait_in_the_device()
    {
        var most = 0;
        for (var i = 0; i < 200; i++)
        {
            _bench.Step();
            most = Math.Max(most, _speaker.Delay);
        }

        Assert.InRange(most, 2 * Frame, 3 * Frame);
        Assert.InRange(_speaker.Heard, _speaker.Written - (3 * Frame), _speaker.Written - Frame); // never dry
        Assert.True(_speaker.Written > 50 * Frame);
    }

    [Fact]
    public void A_device_that_starts_with_more_than_that_gets_more()
    {
        _speaker.StartsWith = 4 * Frame;
        _bench.Step(400);

        Assert.True(_speaker.Heard > 50 * Frame);
        Assert.InRange(_speaker.Delay, Frame, 4 * Frame);
    }

    [Fact]
    public void An_answer_is_told_after_the_volume_and_ends_when_its_last_sample_was_heard()
    {
        _bench.Volume.Percent = 60;
        _bench.Step(10);
        var before = _speaker.Written;
        _bench.Send(1, Signal.Voice(10 * Frame));
        _bench.Buffer.Complete(1);
        while (!_bench.Notices().Any(n => n is PlaybackDrained)) _bench.Step();

        Assert.Equal(_speaker.Samples, _echo.Samples);
        var answer = _speaker.Samples[before..];
        var last = Array.FindLastIndex(answer, s => s != 0);
        Assert.InRange(last, 9 * Frame, 10 * Frame);
        Assert.InRange(_speaker.Heard - before - last, 0, 2 * Frame);
        Assert.Equal((0, 0), (_speaker.Idles, _speaker.Finishes));
    }

    [Fact]
    public void A_barge_in_breaks_the_time_line_and_silence_goes_on()
    {
        _bench.Send(1, Signal.Voice(100 * Frame));
        _bench.Step(20);
        _echo.Log.Clear();

        _bench.Buffer.Discard(2);
        var written = _speaker.Written;
        _bench.Step(20);

        Assert.Equal("broke", _echo.Log[0]);
        Assert.Single(_echo.Log, "broke");
        Assert.All(_speaker.Samples[written..], sample => Assert.Equal(0, sample));
        Assert.True(_speaker.Written > written);
    }

    [Fact]
    public void The_canceller_notes_what_was_heard_before_the_device_forgets_what_was_not()
    {
        _bench.Send(1, Signal.Voice(100 * Frame));
        _bench.Step(20);
        _speaker.Dropped = () => _echo.Log.Add("dropped");
        _echo.Log.Clear();

        _bench.Buffer.Discard(2);

        Assert.Equal(["broke", "dropped"], _echo.Log);
    }

    [Fact]
    public void A_barge_in_while_only_silence_plays_breaks_nothing()
    {
        _bench.Send(1, Signal.Voice(10 * Frame));
        _bench.Buffer.Complete(1);
        while (!_bench.Notices().Any(n => n is PlaybackDrained)) _bench.Step();
        _echo.Log.Clear();

        _bench.Buffer.Discard(4);
        _bench.Step(20);

        Assert.DoesNotContain("broke", _echo.Log);
        Assert.Equal(0, _speaker.Drops);
    }

    [Fact]
    public void An_underrun_breaks_the_time_line_before_its_frame_is_told()
    {
        _bench.Step(10);
        _echo.Log.Clear();
        _speaker.Next = PcmStatus.Xrun;
        _bench.Step(4);

        Assert.Equal(["broke", "played"], _echo.Log[..2]);
        var most = 0;
        for (var i = 0; i < 50; i++)
        {
            _bench.Step();
            most = Math.Max(most, _speaker.Delay);
        }

        Assert.Equal(4 * Frame, most); // one frame more than before
    }

    [Fact]
    public void A_lost_speaker_is_a_new_one_when_it_is_back_and_its_stand_in_is_not_told()
    {
        _bench.Step(10);
        _echo.Log.Clear();
        _speaker.Next = PcmStatus.Gone;
        _bench.Send(1, Signal.Voice(10 * Frame));
        _bench.Step(30);
        Assert.DoesNotContain("played", _echo.Log);

        var returned = new EchoPlayback(_bench.Pacer);
        _bench.Devices.Playbacks.Enqueue(returned);
        _bench.Pacer.Advance(10_000);
        _bench.Step(10);

        Assert.True(returned.Written > 0);
        Assert.Equal("new", _echo.Log.Last(e => e != "played"));
    }

    [Fact]
    public void The_microphone_is_told_to_the_sample_and_what_is_sent_is_what_was_left()
    {
        var microphone = new FakeCapture();
        using var bench = new CaptureBench(preRollMs: 40, microphone: microphone, echo: _echo);
        bench.Step(5);
        bench.Pump.Open(1);
        microphone.Statuses.Enqueue(PcmStatus.Ok);
        microphone.Statuses.Enqueue(PcmStatus.Xrun);
        bench.Step(2);

        Assert.Equal(["new", "cancel", "cancel", "cancel", "cancel", "cancel", "cancel", "broke", "cancel"], _echo.Log);
        Assert.All(bench.Sink.Turns[1], sample => Assert.Equal(EchoWitness.Mark, sample));
    }

    [Fact]
    public void Without_a_canceller_an_idle_speaker_is_left_alone()
    {
        using var bench = new PlaybackBench();
        bench.Settle();
        Assert.Equal(0, bench.Speaker.Frames);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _echo.Dispose();
    }

    private sealed class EchoWitness : IEchoCanceller
    {
        public const short Mark = 4_242;

        private readonly List<short> _samples = [];

        public List<string> Log { get; } = [];

        public List<int> Delays { get; } = [];

        public short[] Samples => [.. _samples];

        public bool IsTrusted => false;

        public EchoStatus Status => default;

        public void Played(ReadOnlySpan<short> frame, int delay)
        {
            Log.Add("played");
            Delays.Add(delay);
            _samples.AddRange(frame);
        }

        public void PlaybackBroke(bool isNewDevice) => Log.Add(isNewDevice ? "new" : "broke");

        public void Cancel(Span<short> frame, int waiting)
        {
            Log.Add("cancel");
            frame.Fill(Mark);
        }

        public void CaptureBroke(bool isNewDevice) => Log.Add(isNewDevice ? "new" : "broke");

        public void Dispose() { }
    }

    /// <summary>A card that starts with its second frame and plays by the clock of the test.</summary>
    private sealed class EchoPlayback(ManualPacer pacer) : IPcmPlayback
    {
        private const int Most = 4 * Frame;

        private readonly List<short> _samples = [];
        private TimeSpan? _started; // when the first sample since a drop was heard
        private int _before; // samples written until then

        public PcmStatus Next { get; set; }

        public int StartsWith { get; set; } = 2 * Frame;

        public Action? Dropped { get; set; }

        public short[] Samples => [.. _samples];

        public int Written => _samples.Count;

        public int Idles { get; private set; }

        public int Finishes { get; private set; }

        public int Drops { get; private set; }

        public int Heard => _started is { } started
            ? (int)Math.Min(Written, _before + ((pacer.Now - started).TotalMilliseconds * 16))
            : _before;

        public int Delay => Written - Heard;

        public PcmStatus Wait()
        {
            if (Delay + Frame > Most) pacer.WaitUntil(pacer.Now + TimeSpan.FromMilliseconds((Delay + Frame - Most) / 16.0));
            return PcmStatus.Ok;
        }

        public PcmStatus Write(ReadOnlySpan<short> frame)
        {
            var status = Next;
            Next = PcmStatus.Ok;
            if (status is not (PcmStatus.Ok or PcmStatus.Xrun)) return status;
            _samples.AddRange(frame);
            if (Delay >= StartsWith) _started ??= pacer.Now;
            return status;
        }

        public void Drop()
        {
            Drops++;
            _before = Written;
            _started = null;
            Dropped?.Invoke();
        }

        public void Idle() => Idles++;

        public void Finish() => Finishes++;

        public void Dispose() { }
    }
}
