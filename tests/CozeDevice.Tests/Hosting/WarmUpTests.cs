using System.Net;
using System.Net.Sockets;
using CozeDevice.Codecs;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class WarmUpTests
{
    private const double Limit = 30;

    [Theory]
    [InlineData(AudioCodec.Opus)]
    [InlineData(AudioCodec.G711A)]
    [InlineData(AudioCodec.G711U)]
    [InlineData(AudioCodec.Pcm)]
    public async Task Two_turns_are_rehearsed_to_their_end(AudioCodec codec)
    {
        using var log = new TestLog();

        await WarmUp.RunAsync(Options(codec), log.For<WarmUpTests>(), CancellationToken.None).Within(Limit);

        Assert.StartsWith("Two rehearsed turns took", Assert.Single(log.Entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_and_no_device_is_opened()
    {
        using var directory = new TempDirectory();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var log = new TestLog();
        var options = Options(AudioCodec.Pcm, $"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") with
        {
            Audio = Options(AudioCodec.Pcm).Audio with
            {
                Capture = $"file:{directory["missing.wav"]}",
                Playback = $"file:{directory["heard.wav"]}",
            },
        };

        await WarmUp.RunAsync(options, log.For<WarmUpTests>(), CancellationToken.None).Within(Limit);

        Assert.Empty(log.Messages(LogLevel.Warning));
        Assert.False(listener.Pending());
        Assert.Empty(Directory.GetFiles(directory.Path));
    }

    [Fact]
    public async Task A_stop_ends_it_without_a_word()
    {
        using var log = new TestLog();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await WarmUp.RunAsync(Options(AudioCodec.Pcm), log.For<WarmUpTests>(), stop.Token).Within(Limit);

        Assert.Empty(log.Entries);
    }

    private static DeviceOptions Options(AudioCodec codec, string url = "ws://127.0.0.1:1") =>
        ChatSettingsTests.Options(codec, url: url);
}
