using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Fuzz;

/// <summary>One stretch of a hostile service, a person at the button and time that passes; then health, and the device must be as
/// new. Everything comes from one number.</summary>
internal sealed class FuzzStory(MemoryDevice device, FuzzCoverage coverage, int seed)
{
    private static readonly TimeSpan SumOfDeadlines = TimeSpan.FromSeconds(60 + 0.5 + 8 + 20 + 10 + 130 + 1.5);
    private static readonly TimeSpan OwnerWait = TimeSpan.FromMinutes(5.5);

    private const long FirstChat = 7_500_000_000_000_000_000;

    private readonly Random _random = new(seed);
    private readonly Mutator _mutator = new(new Random(seed + 1));
    private readonly Queue<string> _last = new();
    private readonly IReadOnlyList<byte[]> _turn = device.IsHandsFree ? Seeds.HandsFreeTurn : Seeds.Turn;
    private int _chat;
    private int _flow;
    private bool _isHeld;
    private string _phase = "ready";

    /// <summary>Plays it.</summary>
    /// <param name="messages">Messages of the hostile part.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the text says how to see it again.</exception>
    public async Task PlayAsync(int messages)
    {
        try
        {
            device.Service.IsHealthy = false;
            _chat = seed % 1_000;
            for (int i = 0; i < messages; i++)
            {
                await ActAsync();
                await SayAsync();
            }
            await HealAsync();
        }
        catch (Exception broken)
        {
            throw new Xunit.Sdk.XunitException(
                $"story {seed.ToString(CultureInfo.InvariantCulture)}: {broken.Message}\n"
                + $"the last of it:\n{string.Join('\n', _last)}", broken);
        }
    }

    private async Task SayAsync()
    {
        await OnlineAsync();
        MemorySocket socket = device.Service.Socket!;
        string before = device.Turn;
        if (_phase == "listening" && before is "finishing" or "thinking" && device.Mode == MemoryMode.Taps)
            Ask();
        byte[] message = Next();
        Remember("< " + Encoding.UTF8.GetString(message));
        switch (_random.Next(200))
        {
            case 0:
                socket.Say(message, WebSocketMessageType.Binary, isEnd: true);
                break;
            case 1:
                int cut = _random.Next(message.Length + 1);
                socket.Say(message[..cut], WebSocketMessageType.Text, isEnd: false);
                socket.Say(message[cut..], WebSocketMessageType.Text, isEnd: true);
                break;
            case 2 when _random.Next(20) == 0:
                // More at once than the conversation takes.
                for (int i = 0; i < 1_500; i++)
                    socket.Say(message);
                break;
            default:
                socket.Say(message);
                break;
        }
        MemoryDevice.Settle();
        device.Step(2);
        MemoryDevice.Settle();
        string after = _phase = device.Turn;
        coverage.Note(message, before, after);
        Assert.True(device.Log.Errors.Count == 0, $"an error was logged: {string.Join('\n', device.Log.Errors)}");
    }

    // What comes next in a turn, or anything; as it should be, or not.
    private byte[] Next()
    {
        byte[] message;
        // Nobody begins a turn here but the service.
        if (device.IsHandsFree && _phase == "ready" && _random.Next(4) == 0)
            _flow = -1;
        bool isFlow = _random.Next(10) < 7;
        if (isFlow)
        {
            _flow = _random.Next(10) switch
            {
                0 => _random.Next(_turn.Count),
                1 => Math.Max(_flow, 0),
                _ => (_flow + 1) % _turn.Count,
            };
            if (_flow == 0 && device.IsHandsFree)
                Ask();
            message = _turn[Math.Max(_flow, 0)];
        }
        else if (_phase == "thinking" && _random.Next(8) == 0)
        {
            message = Seeds.Samples["conversation.chat.failed"];
        }
        else
        {
            message = Any();
        }
        message = Renamed(message);
        return _random.Next(100) < (isFlow ? 40 : 80) ? _mutator.Mutate(message, Any()) : message;
    }

    private byte[] Any() => coverage.Kept.Count > 0 && _random.Next(4) == 0
        ? coverage.Kept[_random.Next(coverage.Kept.Count)]
        : Seeds.All[_random.Next(Seeds.All.Length)];

    // Mostly the chat of now, sometimes one before or behind it.
    private byte[] Renamed(byte[] message)
    {
        int chat = _chat + (_random.Next(6) == 0 ? _random.Next(5) - 2 : 0);
        byte[] renamed = [.. message];
        Span<byte> rest = renamed;
        while (rest.IndexOf(Seeds.Chat) is >= 0 and var at)
        {
            Encoding.ASCII.GetBytes((FirstChat + chat).ToString(CultureInfo.InvariantCulture), rest[at..]);
            rest = rest[(at + Seeds.Chat.Length)..];
        }
        return renamed;
    }

    private async Task ActAsync()
    {
        switch (_random.Next(100))
        {
            case < 2:
            case < 30 when !device.IsHandsFree && device.Turn is "ready" or "listening":
                if (device.Mode == MemoryMode.Taps && !_isHeld && _random.Next(2) == 0)
                    await DoAsync(new TapCommand());
                else
                    await (_isHeld ? ReleaseAsync() : PressAsync());
                break;
            case 30:
                await DoAsync(new CancelCommand());
                break;
            case 31:
                await DoAsync(new TapCommand());
                break;
            case 32:
                await MuteAsync(_random.Next(4) == 0);
                break;
            case 33:
                await DoAsync(new SayCommand("a"));
                break;
            case 34:
                await DoAsync(_random.Next(2) == 0 ? new RepeatCommand() : new ClearContextCommand());
                break;
            case < 44:
                await PassAsync(_random.Next(400));
                break;
            case 44 when _random.Next(10) == 0:
                await PassAsync(_random.Next(15_000));
                break;
            case 45 when _random.Next(40) == 0:
                device.Service.Socket!.Close(1001);
                break;
            case < 50:
                device.Room.HasVoice = device.Mode != MemoryMode.Taps || !device.Room.HasVoice;
                break;
        }
    }

    private async Task MuteAsync(bool isMuted)
    {
        await DoAsync(new MuteCommand(isMuted));
        int heard = device.Service.Appends;
        device.Step(5);
        MemoryDevice.Settle();
        Assert.True(!isMuted || device.Service.Appends <= heard, "sound was sent though the device is muted");
    }

    private async Task PressAsync()
    {
        _isHeld = true;
        await DoAsync(new PressCommand());
        Assert.Contains(device.Turn, device.IsHandsFree ? ["ready"] : (string[])["listening", "prompting"]);
        device.Step(2);
    }

    private async Task ReleaseAsync()
    {
        _isHeld = false;
        if (_random.Next(5) > 0)
            await PassAsync(350);
        Ask();
        await DoAsync(new ReleaseCommand());
        // The tail; sometimes the answer overtakes it.
        if (_random.Next(5) > 0)
            device.Step(8);
    }

    private void Ask()
    {
        // Mostly a chat of its own, that nothing has named yet; what came before is stale by now.
        _chat += _random.Next(6) == 0 ? 1 : 3;
        if (!device.IsHandsFree)
            _flow = -1;
        // A format that was told in between makes noise of every answer; mostly it shall be sound.
        if (_random.Next(5) > 0)
            MemoryService.Configure(device.Service.Socket!);
    }

    private Task<CommandResult> DoAsync(DeviceCommand command)
    {
        Remember(command.ToString());
        return device.DoAsync(command);
    }

    private Task PassAsync(int milliseconds)
    {
        Remember($"{milliseconds} ms");
        return device.PassAsync(TimeSpan.FromMilliseconds(milliseconds));
    }

    // A session that a message ended is made up for, however long the device wants to wait for it.
    private async Task OnlineAsync()
    {
        if (!device.IsOnline)
            await device.UntilAsync(() => device.IsOnline, TimeSpan.FromSeconds(1), OwnerWait, "online again");
    }

    private async Task HealAsync()
    {
        Remember("health");
        device.Service.IsHealthy = true;
        await device.DoAsync(new ReleaseCommand());
        await device.DoAsync(new MuteCommand(false));
        _isHeld = false;
        await device.UntilAsync(() => device.Turn == "ready", TimeSpan.FromSeconds(1), SumOfDeadlines, "ready again");
        await OnlineAsync();
        // Every other time on the session that was ill-treated, as far as it lives.
        if (seed % 2 == 0)
            MemoryService.Configure(device.Service.Socket!);
        else
            device.Service.Socket!.Close(1001);
        MemoryDevice.Settle();
        await device.UntilAsync(() => device.IsOnline, TimeSpan.FromSeconds(1), OwnerWait, "online again");
        // Without an acknowledged utterance nothing else ends the doubt about a cancel that was never answered.
        if (device.IsHandsFree)
            await device.PassAsync(ReplyGate.CancelPatience);
        await device.SpeakAsync();
        Assert.True(device.Log.Errors.Count == 0, $"an error was logged: {string.Join('\n', device.Log.Errors)}");
    }

    private void Remember(string what)
    {
        what = what.ReplaceLineEndings("");
        _last.Enqueue(what.Length > 2_000 ? what[..2_000] : what);
        if (_last.Count > 40)
            _last.Dequeue();
    }
}
