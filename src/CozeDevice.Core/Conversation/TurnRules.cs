namespace CozeDevice.Conversation;

/// <summary>The times of design §3.</summary>
public static class TurnRules
{
    /// <summary>Starting longer than this is a configuration fault.</summary>
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    /// <summary>Longest hold of the button.</summary>
    public static readonly TimeSpan MaxHold = TimeSpan.FromSeconds(60);

    /// <summary>A shorter hold is a tap.</summary>
    public static readonly TimeSpan MinHold = TimeSpan.FromMilliseconds(300);

    /// <summary>How long nothing need be said behind a tap.</summary>
    public static readonly TimeSpan VoicePatience = TimeSpan.FromSeconds(8);

    /// <summary>What is added where the microphone keeps the time: the own voice must have died away first.</summary>
    public static readonly TimeSpan VoiceGrace = TimeSpan.FromSeconds(2);

    /// <summary>Longest <see cref="Finishing"/>.</summary>
    public static readonly TimeSpan FinishLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait for the link, counted from the release.</summary>
    public static readonly TimeSpan LinkPatience = TimeSpan.FromSeconds(8);

    /// <summary>Longest silence of the service in a turn.</summary>
    public static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for text or audio of the answer.</summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(20);

    /// <summary>Silence after <c>complete</c> that means a dead session.</summary>
    public static readonly TimeSpan AlivePatience = TimeSpan.FromSeconds(4);

    /// <summary>Longest run of one tool.</summary>
    public static readonly TimeSpan ToolLimit = TimeSpan.FromSeconds(5);

    /// <summary>Longest empty playout while the reply is not complete.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(5);

    /// <summary>Longer than the playout buffer (120 s) can sound without news.</summary>
    public static readonly TimeSpan SpeakingLimit = TimeSpan.FromSeconds(130);

    /// <summary>What is added to the length of a prompt.</summary>
    public static readonly TimeSpan PromptGrace = TimeSpan.FromSeconds(1);
}
