using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class OutboundQueueTests
{
    private readonly OutboundQueue _queue = new(keepUtterances: true);

    [Fact]
    public void Frames_leave_in_the_order_they_came_and_the_end_mark_behind_the_last()
    {
        Speak(1, frames: 3);
        _queue.End(1, UtteranceEnd.Complete);

        Assert.Equal(["1:0 first", "1:1", "1:2", "CompleteInput 1"], Drain(_queue));
    }

    [Fact]
    public void A_control_event_goes_ahead_of_waiting_audio()
    {
        Speak(1, frames: 2);
        _queue.TryEnqueue(new CancelChat());

        Assert.Equal(["CancelChat 0", "1:0 first", "1:1"], Drain(_queue));
    }

    [Fact]
    public void The_end_mark_is_sent_once()
    {
        Speak(1, frames: 1);
        _queue.End(1, UtteranceEnd.Complete);
        Drain(_queue);
        _queue.End(1, UtteranceEnd.Complete);

        Assert.Empty(Drain(_queue));
    }

    [Fact]
    public void Nothing_is_added_behind_the_end_mark()
    {
        Speak(1, frames: 1);
        _queue.End(1, UtteranceEnd.Complete);

        Assert.False(_queue.Write(1, [9]));
    }

    [Fact]
    public void A_new_utterance_clears_what_the_service_has_of_an_unfinished_one()
    {
        Speak(1, frames: 2);
        _queue.Take(new byte[16], 1);
        Speak(2, frames: 1);

        Assert.Equal(["ClearInput 0", "2:0 first"], Drain(_queue));
    }

    [Fact]
    public void A_new_utterance_clears_nothing_behind_a_finished_one()
    {
        Speak(1, frames: 1);
        _queue.End(1, UtteranceEnd.Complete);
        Drain(_queue);
        Speak(2, frames: 1);

        Assert.Equal(["2:0 first"], Drain(_queue));
    }

    [Fact]
    public void A_tap_of_which_a_frame_left_is_cleared()
    {
        Speak(1, frames: 2);
        _queue.Take(new byte[16], 1);
        _queue.End(1, UtteranceEnd.Clear);

        Assert.Equal(["ClearInput 1"], Drain(_queue));
    }

    [Fact]
    public void A_tap_of_which_nothing_left_sends_nothing()
    {
        Speak(1, frames: 2);
        _queue.End(1, UtteranceEnd.Clear);

        Assert.Empty(Drain(_queue));
    }

    [Fact]
    public void A_frame_of_an_older_turn_is_refused()
    {
        Speak(2, frames: 1);

        Assert.False(_queue.Write(1, [9]));
    }

    [Fact]
    public void A_new_session_gets_the_utterance_again_bit_for_bit()
    {
        _queue.Begin(1);
        byte[][] frames = [.. Enumerable.Range(0, 300).Select(i => Requests(i))];
        foreach (byte[] frame in frames)
            _queue.Write(1, frame);
        _queue.End(1, UtteranceEnd.Complete);
        Drain(_queue);

        _queue.BeginSession();

        Assert.Equal(frames, TakeFrames(_queue));
        static byte[] Requests(int seed)
        {
            var random = new Random(seed);
            var frame = new byte[random.Next(1, 641)];
            random.NextBytes(frame);
            return frame;
        }
    }

    [Fact]
    public void Speech_that_goes_on_over_a_reconnect_is_sent_from_its_beginning_and_to_its_end()
    {
        Speak(1, frames: 2);
        Drain(_queue);
        _queue.BeginSession();
        _queue.Write(1, [2]);
        _queue.End(1, UtteranceEnd.Complete);

        Assert.Equal(["1:0 first", "1:1", "1:2", "CompleteInput 1"], Drain(_queue));
    }

    [Fact]
    public void Nothing_is_sent_again_once_the_answer_began()
    {
        Speak(1, frames: 2);
        _queue.End(1, UtteranceEnd.Complete);
        Drain(_queue);
        _queue.Release(1);

        _queue.BeginSession();

        Assert.Empty(Drain(_queue));
    }

    [Fact]
    public void The_answer_of_an_older_turn_releases_nothing()
    {
        Speak(2, frames: 1);
        Drain(_queue);
        _queue.Release(1);

        _queue.BeginSession();

        Assert.Equal(["2:0 first"], Drain(_queue));
    }

    [Fact]
    public void An_abandoned_utterance_is_cleared_and_never_sent_again()
    {
        Speak(1, frames: 3);
        _queue.Take(new byte[16], 1);
        _queue.Abandon(1);

        Assert.Equal(["ClearInput 0"], Drain(_queue));
        _queue.BeginSession();
        Assert.Empty(Drain(_queue));
    }

    [Fact]
    public void Abandoning_an_older_turn_leaves_the_new_utterance_alone()
    {
        Speak(2, frames: 1);
        _queue.Abandon(1);

        Assert.Equal(["2:0 first"], Drain(_queue));
    }

    [Fact]
    public void Control_meant_for_the_old_session_is_void_in_the_new_one()
    {
        _queue.TryEnqueue(new CancelChat());

        _queue.BeginSession();

        Assert.Empty(Drain(_queue));
    }

    [Fact]
    public void The_sixty_fifth_waiting_control_event_is_refused()
    {
        for (int i = 0; i < 64; i++)
            Assert.True(_queue.TryEnqueue(new CancelChat()));

        Assert.False(_queue.TryEnqueue(new CancelChat()));
    }

    [Fact]
    public void An_utterance_takes_sixty_seconds_of_frames_and_not_many_more()
    {
        _queue.Begin(1);
        int taken = 0;
        while (_queue.Write(1, [1]))
            taken++;

        Assert.InRange(taken * AudioFormat.FrameMs, 60_000 + 200 + 120, 62_000);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(UtteranceEnd.Complete, true)]
    [InlineData(UtteranceEnd.Clear, false)]
    [InlineData(UtteranceEnd.Silent, false)]
    public void Speech_waits_while_it_is_spoken_or_unanswered(UtteranceEnd? end, bool waits)
    {
        Speak(1, frames: 1);
        if (end is { } how)
            _queue.End(1, how);

        Assert.Equal(waits, _queue.SpeechWaits);
    }

    [Fact]
    public void Answered_speech_does_not_wait()
    {
        Speak(1, frames: 1);
        _queue.Release(1);

        Assert.False(_queue.SpeechWaits);
    }

    [Fact]
    public void A_hands_free_stream_is_not_sent_again()
    {
        var queue = new OutboundQueue(keepUtterances: false);
        queue.Begin(1);
        queue.Write(1, [0]);
        Drain(queue);
        queue.Write(1, [1]);
        queue.BeginSession();
        queue.Write(1, [2]);

        Assert.Equal(["1:2 first"], Drain(queue));
        Assert.False(queue.SpeechWaits);
    }

    [Fact]
    public void A_hands_free_stream_behind_a_slow_uplink_has_no_end()
    {
        var queue = new OutboundQueue(keepUtterances: false);
        var payload = new byte[16];
        queue.Begin(1);
        queue.Write(1, [0]);
        for (int i = 1; i < 10_000; i++)
        {
            // One frame always waits.
            Assert.True(queue.Write(1, [(byte)i]));
            queue.Take(payload, 1);
            Assert.Equal((byte)(i - 1), payload[0]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Five_hundred_frames_through_it_allocate_nothing(bool keep)
    {
        var queue = new OutboundQueue(keep);
        var payload = new byte[640];
        queue.Begin(1);
        Pass(1);
        queue.Begin(2);
        Drain(queue);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass(2);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        void Pass(int turn)
        {
            for (int i = 0; i < 500; i++)
            {
                queue.Write(turn, payload);
                queue.Take(payload, 1);
            }
        }
    }

    [Fact]
    public void Frames_that_wait_may_leave_together_but_never_with_the_end_mark()
    {
        Speak(1, frames: 5);
        _queue.End(1, UtteranceEnd.Complete);

        Assert.Equal(["1:0+1+2 first", "1:3+4", "CompleteInput 1"], Drain(_queue, mostFrames: 3));
    }

    [Fact]
    public void Frames_leave_together_only_where_there_is_room()
    {
        _queue.Begin(1);
        for (int i = 0; i < 3; i++)
            _queue.Write(1, new byte[6]);

        Outgoing next = _queue.Take(new byte[16], mostFrames: 3);

        Assert.Equal((2, 12, true), (next.Frames, next.Length, next.MoreWait));
    }

    [Fact]
    public void A_hands_free_stream_that_leaves_in_threes_has_no_holes()
    {
        var queue = new OutboundQueue(keepUtterances: false);
        var payload = new byte[16];
        List<byte> left = [];
        queue.Begin(1);
        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(queue.Write(1, [(byte)i]));
            if (i % 3 != 1)
                continue;
            Outgoing next = queue.Take(payload, mostFrames: 3);
            left.AddRange(payload[..next.Length]);
        }

        Assert.Equal(left.Select((_, i) => (byte)i), left);
        Assert.Equal(1_000 - (1_000 % 3), left.Count, 3.0);
    }

    [Fact]
    public async Task A_write_wakes_the_reader()
    {
        Task waiting = _queue.WaitAsync().AsTask();
        Speak(1, frames: 1);

        await waiting.WaitAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>Takes everything there is, as text: <c>turn:bytes</c> or <c>event turn</c>.</summary>
    internal static List<string> Drain(OutboundQueue queue, int mostFrames = 1)
    {
        List<string> taken = [];
        var payload = new byte[4096];
        while (true)
        {
            Outgoing next = queue.Take(payload, mostFrames);
            if (next.Kind == OutboundKind.None)
                return taken;
            taken.Add(next.Kind == OutboundKind.Control
                ? $"{next.Control!.GetType().Name} {next.Turn}"
                : $"{next.Turn}:{string.Join('+', payload[..next.Length])}{(next.IsFirst ? " first" : "")}");
        }
    }

    private static List<byte[]> TakeFrames(OutboundQueue queue)
    {
        List<byte[]> frames = [];
        var payload = new byte[4096];
        while (queue.Take(payload, 1) is var next && next.Kind != OutboundKind.None)
        {
            if (next.Kind == OutboundKind.Frame)
                frames.Add(payload[..next.Length]);
        }
        return frames;
    }

    private void Speak(int turn, int frames)
    {
        _queue.Begin(turn);
        for (int i = 0; i < frames; i++)
            Assert.True(_queue.Write(turn, [(byte)i]));
    }
}
