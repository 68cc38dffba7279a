using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSessionTests
{
    [Theory]
    [InlineData("pcm", 30, "0 1+2+3 4+5+6 7+8+9")]
    [InlineData("g711a", 30, "0 1+2+3 4+5+6 7+8+9")]
    [InlineData("g711u", 30, "0 1+2+3 4+5+6 7+8+9")]
    [InlineData("opus", 30, "0 1 2 3 4 5 6 7 8 9")]
    [InlineData("pcm", 20, "0 1 2 3 4 5 6 7 8 9")]
    [InlineData("pcm", 0, "0 1 2 3 4 5 6 7 8 9")]
    [InlineData(null, 30, "0 1 2 3 4 5 6 7 8 9")]
    public async Task Frames_that_wait_behind_a_slow_send_go_together_but_opus_goes_packet_by_packet(
        string? codec, int sendTakesMs, string appends)
    {
        Speak(1, 10);
        _bench.Outbound.End(1, UtteranceEnd.Complete);
        ServicePeer service = StartSlow(codec, () => TimeSpan.FromMilliseconds(sendTakesMs));
        await service.OpenAsync();

        Assert.Equal(appends, await AppendsAsync(service));
        await _bench.NextAsync<CompleteSent>();
        Assert.Equal(10, _bench.Counters.FramesSent);
    }

    [Fact]
    public async Task Once_nothing_waits_any_more_every_frame_goes_alone_again()
    {
        Speak(1, 5);
        TimeSpan takes = TimeSpan.FromMilliseconds(30);
        ServicePeer service = StartSlow("pcm", () => takes);
        await service.OpenAsync();
        await service.ReadAsync();
        await service.ReadAsync();
        takes = TimeSpan.Zero;
        await service.ReadAsync();
        _bench.Outbound.Write(1, [5]);
        await service.ReadAsync();
        for (byte i = 6; i < 9; i++)
            _bench.Outbound.Write(1, [i]);
        _bench.Outbound.End(1, UtteranceEnd.Complete);

        Assert.Equal("6 7 8", await AppendsAsync(service));
    }

    private ServicePeer StartSlow(string? codec, Func<TimeSpan> sendTakes)
    {
        LinkSettings settings = Settings();
        InputAudioConfig? input = AudioCodecNames.Find(codec) is { } known
            ? InputAudioConfig.For(new WireFormat(known, codec![0] == 'g' ? 8_000 : 16_000))
            : null;
        var chat = new ChatConfig { InputAudio = input };
        var session = new LinkSession(
            new SlowSocket(_pair.Device, _bench.Time, sendTakes), settings, chat, _bench.Parts,
            new LinkSessionEvents(() => _online++, _learnt.Add));
        _ = session.RunAsync(_stop.Token);
        return new ServicePeer(_pair);
    }

    private static async Task<string> AppendsAsync(ServicePeer service)
    {
        List<string> appends = [];
        while (await service.ReadAsync() is { } message
            && message.GetProperty("event_type").GetString() == "input_audio_buffer.append")
        {
            appends.Add(string.Join('+', message.GetProperty("data").GetProperty("delta").GetBytesFromBase64()));
        }
        return string.Join(' ', appends);
    }
}
