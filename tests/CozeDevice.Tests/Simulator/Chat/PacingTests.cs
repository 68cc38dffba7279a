using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

/// <summary><c>limit_config</c>, on a clock that moves only when told to.</summary>
public sealed class PacingTests
{
    [Fact]
    public async Task No_window_holds_more_deltas_than_allowed()
    {
        ManualTimeProvider time = new();
        await using Bench bench = await Bench.OpenAsync(Requests.Paced, time: time);

        // 12 frames of 20 ms, 5 in each window of a second.
        await bench.Client.SayAsync(Requests.Noise(12 * 640), 640);
        List<int> windows = [];
        for (int window = 0; window < 2; window++)
        {
            await time.WhenDueInAsync(TimeSpan.FromSeconds(1)).Within(20);
            await bench.Client.SendAsync("input_audio_buffer.clear");
            windows.Add(Requests.Deltas(await bench.Client.UntilAsync("input_audio_buffer.cleared")).Count);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        windows.Add(Requests.Deltas(await bench.Client.UntilAsync("conversation.chat.completed")).Count);

        Assert.Equal([5, 5, 2], windows);
    }

    [Fact]
    public async Task Without_a_frame_size_the_limit_has_no_effect()
    {
        ManualTimeProvider time = new();
        await using Bench bench = await Bench.OpenAsync(
            """
            {"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000},
             "output_audio":{"codec":"pcm","pcm_config":{"limit_config":{"period":1,"max_frame_num":1}}}}
            """,
            time: time);

        List<WireEvent> turn = await bench.SayAsync(Requests.Noise(64_000));

        Assert.True(Requests.Deltas(turn).Count > 1);
    }
}
