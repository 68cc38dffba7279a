using CozeDevice.Conversation;
using CozeDevice.Metrics;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Metrics;

public sealed class TurnClockTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly DeviceMetrics _metrics = new();
    private readonly TurnClock _clock;

    public TurnClockTests()
    {
        _clock = new TurnClock(_time, _metrics);
        _clock.Begin(_time.GetTimestamp());
    }

    [Fact]
    public void Each_latency_of_a_turn_is_measured_once_and_kept_for_the_run()
    {
        long complete = Later(100);
        _clock.Complete(complete);
        _clock.Transcript(Later(50), isFinal: false);
        _clock.Transcript(Later(50), isFinal: true);
        _clock.Text(Later(100));
        _clock.Text(Later(100));
        _clock.Audio(Later(100));
        Assert.Equal(50, _clock.Latencies["complete_to_transcript"]);
        Assert.Equal(100, _clock.Latencies["complete_to_final_transcript"]);
        Assert.Equal(200, _clock.Latencies["complete_to_text"]);
        Assert.Equal(400, _clock.Latencies["complete_to_audio"]);
        Assert.Equal(1, _metrics.Summaries()["complete_to_text"].Count);
    }

    [Fact]
    public void An_answer_told_before_the_complete_it_answers_is_not_lost()
    {
        long complete = Later(100);
        _clock.Transcript(Later(3), isFinal: true);
        _clock.Text(Later(4));
        _clock.Complete(complete);
        Assert.Equal(3, _clock.Latencies["complete_to_transcript"]);
        Assert.Equal(7, _clock.Latencies["complete_to_text"]);
    }

    [Fact]
    public void What_was_recognised_while_the_user_spoke_is_no_latency()
    {
        _clock.Transcript(Later(100), isFinal: false);
        _clock.Complete(Later(100));
        Assert.Empty(_clock.Latencies);
    }

    public void Dispose() => _metrics.Dispose();

    private long Later(int milliseconds)
    {
        _time.Advance(milliseconds);
        return _time.GetTimestamp();
    }
}
