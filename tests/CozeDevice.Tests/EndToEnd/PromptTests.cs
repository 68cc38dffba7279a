using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

// When a press cannot work, the person hears why: the samples of the file, all of them, at volume 100. A class for those
// that take long: they run side by side, in real time.

public sealed class LocalPromptTests
{
    [Fact]
    public async Task Muted()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm", settings: "Prompts:Language=en");
        await rig.OnlineAsync();
        await rig.CommandAsync(new MuteCommand(true));
        await rig.CommandAsync(new PressCommand());

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.Muted, "en");
    }

    [Fact]
    public async Task No_microphone()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", settings: ["Audio:Capture=file:/nonexistent/microphone.wav", "Prompts:Language=zh"]);
        await rig.UntilAsync<FaultsEvent>(e => e.Faults.Contains("capture"));
        await rig.CommandAsync(new PressCommand());

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.NoMicrophone, "zh");
    }

    [Fact]
    public async Task A_file_of_the_owner_is_heard_instead()
    {
        using var own = new TempDirectory();
        File.Copy(RepositoryRoot.File("tests/speech/barge-in.wav"), own["muted.wav"]);
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm", settings: $"Prompts:Directory={own.Path}");
        await rig.CommandAsync(new MuteCommand(true));
        await rig.CommandAsync(new PressCommand());

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.Muted, own["muted.wav"], WavFile.Read(own["muted.wav"]).ToHouseRate());
    }
}

public sealed class OfflinePromptTests
{
    [Fact]
    public async Task Offline()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", settings: ["Coze:WebSocketUrl=ws://127.0.0.1:9", "Prompts:Language=en"]);
        await rig.UntilAsync<LinkEvent>(e => e.Link.State == "offline");
        await SpoiltTurn.AskAsync(rig);

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.Offline, "en");
    }
}

public sealed class RefusedPromptTests
{
    private const string AccountScenario =
        """{ "faults": [{ "at": "open", "do": "error", "code": 4027, "text": "overdue payment", "close": 1008 }] }""";

    [Fact]
    public async Task Not_authorised()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", new SimulatorOptions { Token = "another" }, settings: "Prompts:Language=en");
        await rig.UntilAsync<LinkEvent>(e => e.Link.State == "need_auth");
        await SpoiltTurn.AskAsync(rig);

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.NotAuthorised, "en");
    }

    [Fact]
    public async Task Refused()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", ScenarioCatalog.Parse(AccountScenario), settings: "Prompts:Language=zh");
        await rig.UntilAsync<LinkEvent>(e => e.Link.Reason == "account");
        await SpoiltTurn.AskAsync(rig);

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.Refused, "zh");
    }
}

public sealed class SpoiltReplyPromptTests
{
    [Fact]
    public async Task Link_lost()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", ScenarioCatalog.Load("close-mid-reply"), settings: "Prompts:Language=zh");
        await rig.OnlineAsync();
        await rig.HoldAsync(60);

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.LinkLost, "zh");
    }

    [Fact]
    public async Task Try_again()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", ScenarioCatalog.Load("failed"), settings: "Prompts:Language=en");
        await rig.OnlineAsync();
        await rig.HoldAsync(60);

        await SpoiltTurn.AssertHeardAsync(rig, PromptReason.TryAgain, "en");
    }
}
