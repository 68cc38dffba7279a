using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Tests.Endurance;

/// <summary>A service on a bad day: most sessions have a fault somewhere, some upgrades are refused, some questions go wrong. The same
/// number makes the same day.</summary>
internal static class RandomScenario
{
    /// <summary>Connections that may be faulty; later ones are healthy.</summary>
    public const int Connections = 20_000;

    private static readonly string[] Places =
    [
        Fault.Open, "chat.update", "input_audio_buffer.append", "input_audio_buffer.complete", "conversation.chat.cancel", "chat.updated",
        "input_audio_buffer.completed", "conversation.audio_transcript.completed", "conversation.chat.created",
        "conversation.message.delta", "conversation.audio.sentence_start", "conversation.audio.delta", "conversation.audio.completed",
        "conversation.chat.completed", "conversation.chat.canceled", "conversation.chat.requires_action",
        "conversation.chat.submit_tool_outputs",
    ];

    private static readonly FaultAction[] Actions =
    [
        FaultAction.Delay, FaultAction.Drop, FaultAction.Duplicate, FaultAction.Garbage, FaultAction.Binary, FaultAction.Unknown,
        FaultAction.Huge, FaultAction.Error, FaultAction.Stall, FaultAction.Close, FaultAction.Abort, FaultAction.Abort,
    ];

    // Turn, service, conversation, and rarely what only the owner can mend.
    private static readonly int[] Codes = [4000, 4016, 5000, 4013, 4009, 4001, 4002, 717990703, 1, 4100, 4028];

    public static Scenario Make(int seed)
    {
        var random = new Random(seed);
        List<Fault> faults = [];
        List<Refusal> refusals = [];
        for (int connection = 1; connection <= Connections; connection++)
        {
            var range = new ConnectionRange(connection, connection);
            if (random.Next(12) == 0)
                refusals.Add(new Refusal { Status = Status(random), RetryAfterSeconds = random.Next(3), Connections = range });
            else if (random.Next(3) > 0)
                faults.Add(MakeFault(random, range));
        }
        return new Scenario
        {
            Name = "random",
            Faults = faults,
            Refusals = refusals,
            Replies = [.. Enumerable.Range(1, 30).Where(_ => random.Next(3) == 0).Select(turn => MakeReply(random, turn))],
            IdleCancel = (IdleCancel)random.Next(3),
            Empty = (EmptyUtterance)random.Next(3),
            LateDeltas = TimeSpan.FromMilliseconds(random.Next(2) * 800),
        };
    }

    private static int Status(Random random) => random.Next(8) switch { 0 => 401, 1 => 429, 2 => 200, _ => 503 };

    private static Fault MakeFault(Random random, ConnectionRange connections)
    {
        string at = Places[random.Next(Places.Length)];
        FaultAction action = Actions[random.Next(Actions.Length)];
        // What the scenario reader refuses too: there is nothing to delay or to double.
        if (action <= FaultAction.Hold && (at == Fault.Open || (action == FaultAction.Duplicate && IsUplink(at))))
            action = FaultAction.Close;
        return new Fault
        {
            At = at,
            Action = action,
            Nth = at.EndsWith("append", StringComparison.Ordinal) ? 1 + random.Next(60) : 1 + random.Next(2),
            Connections = connections,
            Duration = TimeSpan.FromMilliseconds(action == FaultAction.Stall ? 1 + random.Next(9_000) : 1 + random.Next(2_500)),
            Code = Codes[random.Next(random.Next(3) == 0 ? Codes.Length : Codes.Length - 2)],
            CloseCode = random.Next(2) == 0 ? 1001 : 1011,
            Bytes = action == FaultAction.Huge ? 500_000 + random.Next(1_500_000) : 64,
        };
    }

    private static bool IsUplink(string at) => at is "chat.update" or "conversation.chat.cancel" or "conversation.chat.submit_tool_outputs"
        || (at.StartsWith("input_audio_buffer.", StringComparison.Ordinal) && !at.EndsWith('d'));

    private static Reply MakeReply(Random random, int turn)
    {
        var reply = new Reply { Turn = turn, Kind = "audio", Thinking = TimeSpan.FromMilliseconds(random.Next(3_000)) };
        return random.Next(6) switch
        {
            0 => reply with { IsSilent = true },
            1 => reply with { FailCode = 4013 },
            2 => reply with { Audio = ReplyAudio.None },
            3 => reply with { Tools = [new ToolCall("set_volume", "{}")], Then = new Reply { Audio = ReplyAudio.Hum } },
            _ => reply with { Audio = ReplyAudio.Hum, Text = "It is ten past nine." },
        };
    }
}
