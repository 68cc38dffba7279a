using System.Text.Json;
using CozeDevice.Protocol;
using CozeDevice.Rest;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Two independent readings of protocol §7 meet: the client and the simulator.</summary>
public sealed class RestSimulatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_room_with_every_field_is_made()
    {
        await using var simulator = await SimulatorHost.StartAsync(new(), Token);
        using var bench = new RestBench(simulator.BaseUri);
        var request = new RoomRequest
        {
            BotId = "7",
            ConversationId = "75",
            VoiceId = "v",
            Uid = "board",
            WorkflowId = "w",
            ConnectorId = "1024",
            RoomMode = "translate",
            AudioCodec = "AACLC",
            VideoCodec = "H264",
            VideoFrameRate = 1,
            StreamVideoType = "main",
            VideoFrameExpireSeconds = 1,
            TurnDetection = "semantic_vad",
            PrologueContent = "hi",
            PrologueDelayMs = 5000,
            TranslateFrom = "zh",
            TranslateTo = "en",
        };
        Assert.DoesNotContain(RoomFields.All, field => field.Value(request) is null);
        var room = await bench.Api.Rooms.CreateAsync(request, Token).Within(10);
        Assert.Equal("board", room.Uid);
        Assert.NotEmpty(room.Token);
    }

    [Fact]
    public async Task Voices_are_listed_over_all_pages_with_all_their_members()
    {
        await using var simulator = await SimulatorHost.StartAsync(new(), Token);
        using var bench = new RestBench(simulator.BaseUri);
        var all = await bench.Api.Voices.ListAsync(new() { State = "all", PageSize = 3 }, Token).Within(10);
        Assert.Equal(14, all.Select(voice => voice.Id).Distinct().Count());
        var own = await bench.Api.Voices.ListAsync(new() { State = "all", HideSystem = true }, Token).Within(10);
        Assert.Equal(all.Where(voice => !voice.IsSystem).Select(voice => voice.Id), own.Select(voice => voice.Id));
        var emotional = all[0];
        Assert.Equal(("zh", "big", "cloned"), (emotional.LanguageCode, emotional.ModelType, emotional.State));
        Assert.Equal(new("happy", "开心", "1", "5", "4"), emotional.Emotions[0]);
    }

    [Fact]
    public async Task Conversations_are_made_found_listed_and_cleared()
    {
        await using var simulator = await SimulatorHost.StartAsync(new(), Token);
        using var bench = new RestBench(simulator.BaseUri);
        var api = bench.Api.Conversations;
        var made = await api.CreateAsync(
            new() { BotId = "7", Name = "kitchen", MetaData = new Dictionary<string, string> { ["a"] = "b" }, Messages = [new("user", "hi")] }, Token).Within(10);
        await api.CreateAsync(new() { BotId = "7" }, Token).Within(10);
        Assert.Equal("b", made.MetaData["a"]);
        Assert.Equal("kitchen", (await api.RetrieveAsync(made.Id, Token).Within(10)).Name);
        Assert.Equal(made.Id, (await api.ListAsync(new() { BotId = "7", PageSize = 1, SortOrder = "ASC" }, Token).Within(10))[0].Id);
        var section = await api.ClearAsync(made.Id, Token).Within(10);
        Assert.Equal(section, (await api.RetrieveAsync(made.Id, Token).Within(10)).LastSectionId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_with_every_field_is_answered(bool isStreamed)
    {
        await using var simulator = await SimulatorHost.StartAsync(new(), Token);
        using var bench = new RestBench(simulator.BaseUri);
        var request = new ChatRequest
        {
            BotId = "7",
            UserId = "u",
            Messages = [new("user", "hello")],
            AutoSaveHistory = true,
            CustomVariables = new Dictionary<string, string> { ["room"] = "k" },
            MetaData = new Dictionary<string, string> { ["a"] = "b" },
            ExtraParams = new Dictionary<string, string> { ["latitude"] = "1" },
            Parameters = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("1") },
            ConnectorId = "1024",
            EnableCard = false,
            ShortcutCommand = new Dictionary<string, JsonElement>(),
            PublishStatus = "published_online",
        };
        var chats = bench.Api.Chats;
        if (isStreamed)
        {
            var text = "";
            await foreach (var next in chats.StreamAsync(request, Token))
                if (next is MessageDelta delta) text += delta.Text;
            Assert.Equal("You wrote: hello", text);
            return;
        }

        var chat = await chats.WaitAsync(await chats.CreateAsync(request, Token).Within(10), TimeSpan.FromSeconds(10), Token).Within(10);
        Assert.Equal("completed", chat.Status);
        Assert.Equal("You wrote: hello", (await chats.MessagesAsync(ChatApi.Of(chat), Token).Within(10)).Single(message => message.Type == "answer").Content);
        Assert.False(await chats.CancelAsync(ChatApi.Of(chat), Token).Within(10));
    }

    [Fact]
    public async Task Tool_calls_are_answered_with_and_without_a_stream()
    {
        var scenario = ScenarioCatalog.Parse(
            """{"replies":[{"tools":[{"name":"get_volume","arguments":{}}],"then":{"text":"It is {output}."}}]}""");
        await using var simulator = await SimulatorHost.StartAsync(new() { Scenario = scenario }, Token);
        using var bench = new RestBench(simulator.BaseUri);
        var chats = bench.Api.Chats;
        var request = new ChatRequest { BotId = "7", UserId = "u", Messages = [new("user", "how loud?")] };

        foreach (var isStreamed in (bool[])[false, true])
        {
            var chat = await chats.WaitAsync(await chats.CreateAsync(request, Token).Within(10), TimeSpan.FromSeconds(10), Token).Within(10);
            var call = Assert.Single(chat.Calls);
            Assert.Equal(("requires_action", "get_volume"), (chat.Status, call.Name));
            var outputs = new ToolOutputRequest { ConversationId = chat.ConversationId, ChatId = chat.Id, Outputs = [new(call.Id, "40")] };
            var text = "";
            if (isStreamed)
            {
                await foreach (var next in chats.SubmitStreamAsync(outputs, Token))
                    if (next is MessageDelta delta) text += delta.Text;
            }
            else
            {
                var ended = await chats.WaitAsync(await chats.SubmitAsync(outputs, Token).Within(10), TimeSpan.FromSeconds(10), Token).Within(10);
                text = (await chats.MessagesAsync(ChatApi.Of(ended), Token).Within(10)).Single(message => message.Type == "answer").Content;
            }

            Assert.Equal("It is 40.", text);
        }
    }

    [Fact]
    public async Task A_text_is_spoken_with_every_field_and_its_sound_is_understood()
    {
        await using var simulator = await SimulatorHost.StartAsync(new(), Token);
        using var bench = new RestBench(simulator.BaseUri);
        using var sound = new MemoryStream();
        var request = new SpeechRequest
        {
            Input = "hello",
            VoiceId = "7426720361733000001",
            Format = "wav",
            Speed = 2,
            SampleRate = 16000,
            LoudnessRate = 100,
            Emotion = "happy",
            EmotionScale = 4.5,
            ContextTexts = "soft",
        };
        Assert.DoesNotContain(AudioFields.Speech, field => field.Value(request) is null);
        var bytes = await bench.Api.Audio.SpeakAsync(request, sound, Token).Within(10);
        Assert.Equal(sound.Length, bytes);
        Assert.Equal("I heard 0.20 seconds of sound.", await bench.Api.Audio.TranscribeAsync(new("a.wav", sound.ToArray()), Token).Within(10));
        var file = await bench.Api.Audio.UploadAsync(new("a.wav", sound.ToArray()), Token).Within(10);
        Assert.Equal(("a.wav", sound.Length), (file.Name, file.Bytes));
    }

    [Fact]
    public async Task A_refused_sound_is_a_refusal_and_no_sound()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Token = "other" }, Token);
        using var bench = new RestBench(simulator.BaseUri);
        using var sound = new MemoryStream();
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Audio.SpeakAsync(new() { Input = "x", VoiceId = "v" }, sound, Token).Within(10));
        Assert.True(failure.IsTokenRefused);
        Assert.Equal(0, sound.Length);
    }
}
