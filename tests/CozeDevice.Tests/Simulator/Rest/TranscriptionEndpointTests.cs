using System.Net.Http.Headers;
using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class TranscriptionEndpointTests
{
    [Theory]
    [InlineData("file")]
    [InlineData("body")]
    public async Task The_text_tells_how_much_sound_came(string partName)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.UploadAsync("/v1/audio/transcriptions", partName, WavFile.Wrap(new byte[16000 * 2 * 5 / 4], 16000));

        Assert.Equal("I heard 1.25 seconds of sound.", answer.Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Sound_that_is_no_wav_file_is_told_in_bytes()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.UploadAsync("/v1/audio/transcriptions", "file", new byte[77]);

        Assert.Equal("I heard 77 bytes of sound.", answer.Data.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("file", 0, 4300)]
    [InlineData("sound", 10, 4300)]
    [InlineData("file", 10 * 1024 * 1024, 0)]
    [InlineData("file", (10 * 1024 * 1024) + 1, 4302)]
    public async Task An_upload_has_one_file_that_is_neither_empty_nor_too_large(string partName, int bytes, int code)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.UploadAsync("/v1/audio/transcriptions", partName, new byte[bytes]);

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_recording_of_half_an_hour_is_too_long()
    {
        await using var server = await RestServer.StartAsync();
        var wav = WavFile.Wrap(new byte[30 * 60 * 10], 5);

        Assert.Equal(4302, (await server.UploadAsync("/v1/audio/transcriptions", "file", wav)).Code);
    }

    [Fact]
    public async Task Two_files_at_once_are_refused()
    {
        await using var server = await RestServer.StartAsync();
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "file", "a.wav" },
            { new ByteArrayContent([2]), "file", "b.wav" },
        };

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/audio/transcriptions") { Content = form });

        Assert.Equal(4301, answer.Code);
    }

    [Theory]
    [InlineData("application/json", 4000)]
    [InlineData("multipart/form-data", 4000)]
    [InlineData("multipart/form-data; boundary=x", 4304)]
    [InlineData("nonsense", 4000)]
    public async Task A_body_that_is_no_upload_is_refused(string contentType, int code)
    {
        await using var server = await RestServer.StartAsync();
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/audio/transcriptions") { Content = content });

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_refused()
    {
        await using var server = await RestServer.StartAsync();
        var content = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/audio/transcriptions") { Content = content });

        Assert.Equal(4304, answer.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF")]
    [InlineData("RIFF....WAVE")]
    [InlineData("RIFF....WAVEfmt ")]
    [InlineData("RIFF....WAVEfmt \u00ff\u00ff\u00ff\u00ffabcdabcdabcdabcd")]
    [InlineData("RIFF....WAVEdata\u0004\0\0\0abcd")]
    [InlineData("RIFF....WAVEfmt \u0010\0\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff\u00ff\u00ff\0\0\0\0data\u0004\0\0\0abcd")]
    public void A_broken_wav_file_has_no_duration(string file)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(file);

        Assert.Null(WavFile.Duration(bytes));
    }
}
