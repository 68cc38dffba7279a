using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class ConversationEndpointsTests
{
    [Fact]
    public async Task A_new_conversation_is_described_whole()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });

        var answer = await server.PostAsync(
            "/v1/conversation/create", """{"bot_id":"1","name":"kitchen","meta_data":{"board":"17"}}""");

        var data = answer.Data;
        var id = data.GetProperty("id").GetString()!;
        Assert.True(long.Parse(id) > 1L << 53);
        Assert.Equal("kitchen", data.GetProperty("name").GetString());
        Assert.Equal("17", data.GetProperty("meta_data").GetProperty("board").GetString());
        Assert.Equal("1024", data.GetProperty("connector_id").GetString());
        Assert.Equal(id, data.GetProperty("last_section_id").GetString());
        Assert.NotEmpty(data.GetProperty("creator_id").GetString()!);
        Assert.Equal(TestClock.Start.ToUnixTimeSeconds(), data.GetProperty("created_at").GetInt64());
        Assert.Equal(TestClock.Start.ToUnixTimeSeconds(), data.GetProperty("updated_at").GetInt64());
    }

    [Fact]
    public async Task A_conversation_can_be_created_without_a_body()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/conversation/create"));

        Assert.Equal(0, answer.Code);
    }

    [Fact]
    public async Task A_conversation_is_retrieved_as_it_was_created()
    {
        await using var server = await RestServer.StartAsync();
        var created = await server.PostAsync("/v1/conversation/create", """{"name":"hall"}""");

        var found = await server.GetAsync($"/v1/conversation/retrieve?conversation_id={created.Data.GetProperty("id").GetString()}");

        Assert.Equal(created.Data.GetRawText(), found.Data.GetRawText());
    }

    [Fact]
    public async Task Clearing_opens_a_new_section_of_the_same_conversation()
    {
        await using var server = await RestServer.StartAsync();
        var id = (await server.PostAsync("/v1/conversation/create", "{}")).Data.GetProperty("id").GetString();

        var cleared = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/v1/conversations/{id}/clear"));

        Assert.Equal(id, cleared.Data.GetProperty("conversation_id").GetString());
        var section = cleared.Data.GetProperty("id").GetString();
        Assert.NotEqual(id, section);
        var found = await server.GetAsync($"/v1/conversation/retrieve?conversation_id={id}");
        Assert.Equal(section, found.Data.GetProperty("last_section_id").GetString());
    }

    [Fact]
    public async Task Conversations_of_an_agent_are_listed_newest_first_in_pages()
    {
        await using var server = await RestServer.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Insert(0, (await server.PostAsync("/v1/conversation/create", """{"bot_id":"1"}""")).Data.GetProperty("id").GetString()!);
        await server.PostAsync("/v1/conversation/create", """{"bot_id":"2"}""");

        var first = await server.GetAsync("/v1/conversations?bot_id=1&page_size=2");
        var second = await server.GetAsync("/v1/conversations?bot_id=1&page_size=2&page_num=2");

        Assert.Equal(ids, Ids(first).Concat(Ids(second)));
        Assert.True(first.Data.GetProperty("has_more").GetBoolean());
        Assert.False(second.Data.GetProperty("has_more").GetBoolean());
    }

    [Theory]
    [InlineData("sort_order=ASC", 0, 1)]
    [InlineData("sort_order=DESC", 1, 0)]
    public async Task Conversations_can_be_sorted(string query, int first, int second)
    {
        await using var server = await RestServer.StartAsync();
        string[] ids =
        [
            (await server.PostAsync("/v1/conversation/create", """{"bot_id":"1"}""")).Data.GetProperty("id").GetString()!,
            (await server.PostAsync("/v1/conversation/create", """{"bot_id":"1"}""")).Data.GetProperty("id").GetString()!,
        ];

        var answer = await server.GetAsync($"/v1/conversations?bot_id=1&{query}");

        Assert.Equal([ids[first], ids[second]], Ids(answer));
    }

    [Fact]
    public async Task Conversations_can_be_filtered_by_connector()
    {
        await using var server = await RestServer.StartAsync();
        await server.PostAsync("/v1/conversation/create", """{"bot_id":"1"}""");
        var other = await server.PostAsync("/v1/conversation/create", """{"bot_id":"1","connector_id":"999"}""");

        var answer = await server.GetAsync("/v1/conversations?bot_id=1&connector_id=999");

        Assert.Equal([other.Data.GetProperty("id").GetString()!], Ids(answer));
    }

    [Theory]
    [InlineData("/v1/conversation/retrieve", 4000)]
    [InlineData("/v1/conversation/retrieve?conversation_id=abc", 4002)]
    [InlineData("/v1/conversations", 4000)]
    [InlineData("/v1/conversations?bot_id=1&page_size=51", 4000)]
    [InlineData("/v1/conversations?bot_id=1&page_num=0", 4000)]
    [InlineData("/v1/conversations?bot_id=1&sort_order=UP", 4000)]
    public async Task An_invalid_query_is_refused(string path, int code)
    {
        await using var server = await RestServer.StartAsync();

        Assert.Equal(code, (await server.GetAsync(path)).Code);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 4002)]
    public async Task A_conversation_made_elsewhere_is_taken_in_unless_that_is_forbidden(bool isForbidden, int code)
    {
        await using var server = await RestServer.StartAsync(new RestOptions { RefusesUnknownConversations = isForbidden });

        var answer = await server.GetAsync("/v1/conversation/retrieve?conversation_id=7500000000000000001");

        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("""{"name":"NAME101"}""", 4000)]
    [InlineData("""{"name":5}""", 4000)]
    [InlineData("""{"bot_id":5}""", 4000)]
    [InlineData("""{"meta_data":{"k":5}}""", 4000)]
    [InlineData("""{"meta_data":{"":"v"}}""", 4003)]
    [InlineData("""{"meta_data":{"k":""}}""", 4003)]
    [InlineData("""{"meta_data":{"KEY65":"v"}}""", 4003)]
    [InlineData("""{"meta_data":{"k":"VALUE513"}}""", 4003)]
    [InlineData("""{"messages":[{"content":"x","content_type":"text"}]}""", 4005)]
    [InlineData("""{"messages":[{"role":"user","content_type":"text"}]}""", 4005)]
    [InlineData("""{"messages":[{"role":"user","content":"not parts","content_type":"object_string"}]}""", 4005)]
    [InlineData("""{"messages":[{"role":"user","content":"[{\"type\":\"text\",\"text\":\"\\ud800\"}]","content_type":"object_string"}]}""", 4005)]
    [InlineData("""{"messages":[{"role":"user","content":"\ud800","content_type":"text"}]}""", 4000)]
    [InlineData("""{"messages":[{"role":"robot","content":"x"}]}""", 4000)]
    [InlineData("""{"messages":["x"]}""", 4000)]
    [InlineData("""{"messages":{}}""", 4000)]
    public async Task An_invalid_conversation_is_refused(string body, int code)
    {
        await using var server = await RestServer.StartAsync();
        body = body
            .Replace("NAME101", new string('n', 101), StringComparison.Ordinal)
            .Replace("KEY65", new string('k', 65), StringComparison.Ordinal)
            .Replace("VALUE513", new string('v', 513), StringComparison.Ordinal);

        Assert.Equal(code, (await server.PostAsync("/v1/conversation/create", body)).Code);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(17, 4003)]
    public async Task Meta_data_has_at_most_sixteen_pairs(int pairs, int code)
    {
        await using var server = await RestServer.StartAsync();
        var map = string.Join(',', Enumerable.Range(0, pairs).Select(static i => $"\"k{i}\":\"v\""));

        Assert.Equal(code, (await server.PostAsync("/v1/conversation/create", $$$"""{"meta_data":{{{{map}}}}}""")).Code);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(101, 4004)]
    public async Task A_conversation_starts_with_at_most_a_hundred_messages(int messages, int code)
    {
        await using var server = await RestServer.StartAsync();
        var list = string.Join(',', Enumerable.Repeat("""{"role":"user","content":"hi","content_type":"text"}""", messages));

        Assert.Equal(code, (await server.PostAsync("/v1/conversation/create", $$"""{"messages":[{{list}}]}""")).Code);
    }

    private static IEnumerable<string> Ids(RestAnswer answer) =>
        answer.Data.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("id").GetString()!);
}
