namespace CozeDevice.Panel;

/// <summary>The patterns of design §4, by name.</summary>
public static class LedPatterns
{
    private const int Red = 0xff0000, White = 0xffffff, Cyan = 0x00ffff, Violet = 0x8000ff, Green = 0x00ff00;
    private const int Amber = 0xffa000, Magenta = 0xff00ff, Blue = 0x0000ff, DimRed = 0x190000;

    /// <summary>No microphone or speaker, or a bad configuration: red, two blinks, pause.</summary>
    public static readonly LedPattern Fault = new("fault", Red, [new(1, 120), new(0, 120), new(1, 120), new(0, 1000)]);

    /// <summary>An update is being installed: 10 Hz.</summary>
    public static readonly LedPattern Updating = new("updating", White, [new(1, 50), new(0, 50)]);

    /// <summary>Listening: solid.</summary>
    public static readonly LedPattern Listening = new("listening", Cyan, [new(1, 1000)], FollowsLevel: true);

    /// <summary>Listening without a link: solid with short gaps.</summary>
    public static readonly LedPattern ListeningOffline = new("listening_offline", Cyan, [new(1, 800), new(0, 200)]);

    /// <summary>Finishing and thinking: pulse at 1 Hz.</summary>
    public static readonly LedPattern Thinking = new("thinking", Violet, [new(1, 500, true), new(0.2, 500, true)]);

    /// <summary>A device tool runs: pulse at 2 Hz.</summary>
    public static readonly LedPattern Acting = new("acting", Violet, [new(1, 250, true), new(0.2, 250, true)]);

    /// <summary>Speaking: breathes.</summary>
    public static readonly LedPattern Speaking = new("speaking", Green, [new(1, 1000, true), new(0.3, 1000, true)]);

    /// <summary>A local sound says why: three flashes, then breathes.</summary>
    public static readonly LedPattern Prompting = new(
        "prompting", Amber,
        [new(1, 150), new(0, 100), new(1, 150), new(0, 100), new(1, 150), new(0, 100), new(1, 1000, true), new(0.2, 1000, true)],
        LoopFrom: 6);

    /// <summary>Not signed in: four blinks in 3 s.</summary>
    public static readonly LedPattern NeedAuth = Blinks("need_auth", Magenta, 4);

    /// <summary>No network: one blink in 3 s.</summary>
    public static readonly LedPattern OfflineNetwork = Blinks("offline_network", Amber, 1);

    /// <summary>No name service, or a sign-in page of the network: three blinks in 3 s.</summary>
    public static readonly LedPattern OfflineDns = Blinks("offline_dns", Amber, 3);

    /// <summary>The service refuses, does not answer, or the account is empty: five blinks in 3 s.</summary>
    public static readonly LedPattern OfflineService = Blinks("offline_service", Amber, 5);

    /// <summary>Connecting for a while: breathes slowly.</summary>
    public static readonly LedPattern Connecting = new("connecting", Blue, [new(0.8, 2000, true), new(0.1, 2000, true)]);

    /// <summary>Muted: a short blip every 4 s (a colour LED: steady at 10 %).</summary>
    public static readonly LedPattern Muted = new("muted", DimRed, [new(1, 80), new(0, 3920)]);

    /// <summary>Starting: 1 Hz.</summary>
    public static readonly LedPattern Starting = new("starting", White, [new(1, 500, true), new(0, 500, true)]);

    /// <summary>Ready: off.</summary>
    public static readonly LedPattern Ready = new("ready", 0x000000, [new(0, 1000)]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LedPattern> All { get; } =
    [
        Fault, Updating, Listening, ListeningOffline, Thinking, Acting, Speaking, Prompting, NeedAuth,
        OfflineNetwork, OfflineDns, OfflineService, Connecting, Muted, Starting, Ready,
    ];

    /// <summary>The pattern of a name, or null.</summary>
    public static LedPattern? Find(string name)
    {
        foreach (LedPattern pattern in All)
        {
            if (pattern.Name == name)
                return pattern;
        }
        return null;
    }

    private static LedPattern Blinks(string name, int rgb, int count)
    {
        const int OnMs = 150, OffMs = 200, PeriodMs = 3000;
        var steps = new List<LedStep>();
        for (int i = 0; i < count; i++)
            steps.AddRange([new(1, OnMs), new(0, OffMs)]);
        steps.Add(new(0, PeriodMs - count * (OnMs + OffMs)));
        return new LedPattern(name, rgb, steps);
    }
}
