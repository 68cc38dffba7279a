using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The whole program with a card's mixer: started, moved, ended and started again.</summary>
public sealed class MixerAgentTests : IDisposable
{
    private const string Volume = "Master Playback Volume";
    private const string Switch = "Master Playback Switch";

    private readonly TempDirectory _directory = new();

    private string Socket => _directory["control.sock"];

    public void Dispose() => _directory.Dispose();

    [MixerFact]
    public async Task A_new_device_starts_at_70_with_the_card_switched_on()
    {
        using var card = MixerCard.Usual();
        await using var agent = new Agent(this, card);
        var status = await agent.UntilAsync(s => s.Mixer is not null);

        Assert.Equal(70, status.Volume);
        Assert.Equal(new MixerView(card.Name, "Master", -15), status.Mixer);
        Assert.Equal(((75, 75), (1, 1)), (card[Volume], card[Switch]));
        Assert.Equal("70\n", (await agent.CtlAsync("volume")).Out);
    }

    [MixerFact]
    public async Task What_is_set_here_and_outside_is_remembered()
    {
        using var card = MixerCard.Usual();
        await using (var agent = new Agent(this, card))
        {
            await agent.UntilAsync(s => s.Mixer is not null);
            Assert.Equal(0, (await agent.CtlAsync("volume", "40")).ExitCode);
            await MixerCard.UntilAsync(() => card[Volume] == (50, 50), "40 % is -30 dB");
        }

        card[Volume] = (0, 0);
        card[Switch] = (0, 0);
        await using (var agent = new Agent(this, card))
        {
            Assert.Equal(40, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
            Assert.Equal(((50, 50), (1, 1)), (card[Volume], card[Switch]));
            await card.AmixerAsync("Master", "90%");
            Assert.Equal(-6, (await agent.UntilAsync(s => s.Volume == 88)).Mixer!.Decibels);
        }

        await using (var agent = new Agent(this, card))
            Assert.Equal(88, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
    }

    [MixerFact]
    public async Task A_device_that_was_left_silent_starts_at_10_unless_silence_is_asked_for()
    {
        using var card = MixerCard.Usual();
        await using (var agent = new Agent(this, card))
        {
            await agent.UntilAsync(s => s.Mixer is not null);
            await agent.CtlAsync("volume", "0");
            await MixerCard.UntilAsync(() => card[Switch] == (0, 0), "0 % is off");
        }

        await using (var agent = new Agent(this, card, "Audio:Volume=0"))
        {
            Assert.Equal(0, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
            Assert.Equal((0, 0), card[Switch]);
        }

        await using (var agent = new Agent(this, card))
        {
            Assert.Equal(10, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
            Assert.Equal((1, 1), card[Switch]);
        }
    }

    [MixerFact]
    public async Task A_maximum_holds_for_commands_for_others_and_for_what_was_remembered()
    {
        using var card = MixerCard.Usual();
        await using (var agent = new Agent(this, card, "Audio:Volume=95"))
        {
            await agent.UntilAsync(s => s.Mixer is not null);
            await agent.CtlAsync("volume", "90");
        }

        await using (var agent = new Agent(this, card, "Audio:MaxVolume=60"))
        {
            Assert.Equal(60, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
            var run = await agent.CtlAsync("volume", "100");
            Assert.Equal((0, "cozedevice: the volume is 60 %, the loudest this device allows (Audio:MaxVolume)\n"), (run.ExitCode, run.Error));
            await agent.CtlAsync("volume", "30");
            await MixerCard.UntilAsync(() => card[Volume] == (42, 42), "30 % is -35 dB");
            await card.AmixerAsync("Master", "100%");
            await MixerCard.UntilAsync(() => card[Volume] == (67, 67), "back to 60 %, which is -20 dB");
            await agent.UntilAsync(s => s.Volume == 60);
        }

        await using (var agent = new Agent(this, card))
            Assert.Equal(60, (await agent.UntilAsync(s => s.Mixer is not null)).Volume);
    }

    [MixerFact]
    public async Task With_none_the_card_is_left_alone()
    {
        using var card = MixerCard.Usual();
        await using var agent = new Agent(this, card, "Audio:Mixer=none");

        await agent.UntilAsync(_ => true);
        await agent.CtlAsync("volume", "30");

        Assert.Equal(((0, 0), (0, 0)), (card[Volume], card[Switch]));
        Assert.Equal("30\n", (await agent.CtlAsync("volume")).Out);
    }

    /// <summary>One run of the agent in this process.</summary>
    private sealed class Agent : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly string _socket;
        private readonly Task<int> _running;

        public Agent(MixerAgentTests test, MixerCard card, params string[] settings)
        {
            _socket = test.Socket;
            string[] all =
            [
                "Coze:BotId=7350000000000000001",
                // Nobody listens there: these tests are about everything but the link.
                "Coze:WebSocketUrl=ws://127.0.0.1:9",
                "Coze:ApiUrl=http://127.0.0.1:9",
                "Audio:Capture=null",
                $"Audio:Playback={card.Name}",
                "Audio:Codec=pcm",
                "Audio:LockMemory=off", // this process is that of all other tests
                "Button:Line=none",
                "Led:Kind=none",
                $"Control:Socket={_socket}",
                $"State:Directory={test._directory["state"]}",
                .. settings,
            ];
            var context = new CozeDevice.Commands.ProgramContext
            {
                Out = TextWriter.Null,
                Error = TextWriter.Null,
                Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = "pat_" + TestLog.Canary },
                ConfigurationDirectory = "/nonexistent",
            };
            _running = Program.RunAsync(
                ["run", .. all.SelectMany(setting => new[] { "--set", setting })], context, _stop.Token);
        }

        public async Task<DeviceSnapshot> UntilAsync(Func<DeviceSnapshot, bool> isSo)
        {
            DeviceSnapshot? last = null;
            await MixerCard.UntilAsync(() => _running.IsCompleted || File.Exists(_socket), "the agent runs");
            Assert.False(_running.IsCompleted, "the agent ended");
            await using var client = await ControlClient.ConnectAsync(_socket, CancellationToken.None);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (last is null || !isSo(last))
            {
                last = FeedReader.ReadStatus(await client.StatusAsync(limit.Token));
                await Task.Delay(5, limit.Token);
            }

            return last;
        }

        public Task<ProgramRun> CtlAsync(params string[] arguments) =>
            ProgramRun.OfAsync(["ctl", .. arguments, "--set", $"Control:Socket={_socket}"]);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            Assert.Equal(0, await _running.Within(20));
            _stop.Dispose();
        }
    }
}
