using System.Net;
using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class VoiceEndpointsTests
{
    private static readonly (string Name, JsonValueKind Kind)[] Members =
    [
        ("voice_id", JsonValueKind.String), ("name", JsonValueKind.String), ("language_code", JsonValueKind.String),
        ("language_name", JsonValueKind.String), ("preview_text", JsonValueKind.String), ("preview_audio", JsonValueKind.String),
        ("available_training_times", JsonValueKind.Number), ("create_time", JsonValueKind.Number),
        ("update_time", JsonValueKind.Number), ("model_type", JsonValueKind.String), ("state", JsonValueKind.String),
    ];

    [Fact]
    public async Task Every_voice_has_every_member_the_sdks_require()
    {
        await using var server = await RestServer.StartAsync();

        var voices = await ListAsync(server, "?voice_state=all");

        Assert.True(voices.Count >= 12);
        foreach (var voice in voices)
        {
            foreach (var (name, kind) in Members) Assert.Equal(kind, voice.GetProperty(name).ValueKind);
            Assert.True(voice.GetProperty("is_system_voice").ValueKind is JsonValueKind.True or JsonValueKind.False);
            Assert.InRange(voice.GetProperty("available_training_times").GetInt32(), 0, 10);
        }
    }

    [Fact]
    public async Task An_emotional_voice_tells_its_emotions_and_their_scale()
    {
        await using var server = await RestServer.StartAsync();

        var emotions = (await ListAsync(server, ""))
            .Where(static voice => voice.TryGetProperty("support_emotions", out _))
            .SelectMany(static voice => voice.GetProperty("support_emotions").EnumerateArray())
            .ToArray();

        Assert.NotEmpty(emotions);
        foreach (var emotion in emotions)
        {
            Assert.NotEmpty(emotion.GetProperty("emotion").GetString()!);
            Assert.NotEmpty(emotion.GetProperty("display_name").GetString()!);
            var scale = emotion.GetProperty("emotion_scale_interval");
            Assert.Equal("""{"min":1,"max":5,"default":4}""", scale.GetRawText());
        }
    }

    [Fact]
    public async Task Voice_ids_are_unique_decimal_numbers_in_strings()
    {
        await using var server = await RestServer.StartAsync();

        var ids = (await ListAsync(server, "?voice_state=all")).Select(static voice => voice.GetProperty("voice_id").GetString()!).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, static id => Assert.True(long.TryParse(id, out var value) && value > 1L << 53));
    }

    [Theory]
    [InlineData("", "state", "cloned")]
    [InlineData("?voice_state=init", "state", "init")]
    [InlineData("?model_type=big", "model_type", "big")]
    [InlineData("?model_type=small", "model_type", "small")]
    public async Task A_filter_leaves_only_matching_voices(string query, string member, string expected)
    {
        await using var server = await RestServer.StartAsync();

        var voices = await ListAsync(server, query);

        Assert.NotEmpty(voices);
        Assert.All(voices, voice => Assert.Equal(expected, voice.GetProperty(member).GetString()));
    }

    [Fact]
    public async Task System_voices_can_be_hidden()
    {
        await using var server = await RestServer.StartAsync();

        var voices = await ListAsync(server, "?filter_system_voice=true");

        Assert.NotEmpty(voices);
        Assert.All(voices, static voice => Assert.False(voice.GetProperty("is_system_voice").GetBoolean()));
    }

    [Fact]
    public async Task Pages_follow_one_another_until_there_is_no_more()
    {
        await using var server = await RestServer.StartAsync();
        var all = (await ListAsync(server, "")).Select(static voice => voice.GetProperty("voice_id").GetString()).ToArray();

        var paged = new List<string?>();
        var hasMore = true;
        for (var page = 1; hasMore; page++)
        {
            var answer = await server.GetAsync($"/v1/audio/voices?page_num={page}&page_size=5");
            paged.AddRange(answer.Data.GetProperty("voice_list").EnumerateArray().Select(static voice => voice.GetProperty("voice_id").GetString()));
            hasMore = answer.Data.GetProperty("has_more").GetBoolean();
        }

        Assert.Equal(all, paged);
    }

    [Theory]
    [InlineData(2147483647, 100)]
    [InlineData(1000, 1)]
    public async Task A_page_behind_the_end_is_empty(int page, int size)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.GetAsync($"/v1/audio/voices?page_num={page}&page_size={size}");

        Assert.Empty(answer.Data.GetProperty("voice_list").EnumerateArray());
        Assert.False(answer.Data.GetProperty("has_more").GetBoolean());
    }

    [Theory]
    [InlineData("page_num=0", "page_num")]
    [InlineData("page_num=one", "page_num")]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("model_type=medium", "model_type")]
    [InlineData("voice_state=trained", "voice_state")]
    [InlineData("filter_system_voice=yes", "filter_system_voice")]
    public async Task An_invalid_query_is_named(string query, string name)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.GetAsync($"/v1/audio/voices?{query}");

        Assert.Equal(4000, answer.Code);
        Assert.Contains($" {name} ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_can_be_fetched_without_a_token()
    {
        await using var server = await RestServer.StartAsync();
        var voice = (await ListAsync(server, ""))[0];
        server.Client.DefaultRequestHeaders.Authorization = null;

        var preview = await server.GetAsync(voice.GetProperty("preview_audio").GetString()!);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("audio/wav", preview.ContentType);
        Assert.StartsWith("RIFF", preview.Text, StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> ListAsync(RestServer server, string query)
    {
        var answer = await server.GetAsync($"/v1/audio/voices{query}");
        Assert.Equal(0, answer.Code);
        return [.. answer.Data.GetProperty("voice_list").EnumerateArray()];
    }
}
