namespace CozeDevice.Panel;

/// <summary>The patterns of design §4, by name, in the order of their rank.</summary>
public static class LedPatterns
{
    private const int Red = 0xff0000, White = 0xffffff, Cyan = 0x00ffff, Violet = 0x8000ff, Green = 0x00ff00;
    private const int Amber = 0xffa000, Magenta = 0xff00ff, Blue = 0x0000ff, Black = 0x000000;

    /// <summary>No microphone or speaker, or a bad configuration.</summary>
    public static readonly LedPattern Fault =
        new("fault", Red, new([new(1, 120), new(0, 120), new(1, 120), new(0, 1000)]))
        {
            Meaning = "no microphone or speaker, bad configuration",
            ColourLook = "red, 2 blinks, pause",
            SingleLook = "2 blinks, pause",
        };

    /// <summary>An update is being installed.</summary>
    public static readonly LedPattern Updating = new("updating", White, new([new(1, 50), new(0, 50)]))
    {
        Ring = Chase,
        Meaning = "updating, do not unplug",
        ColourLook = "white chase",
        SingleLook = "10 Hz",
    };

    /// <summary>Listening.</summary>
    public static readonly LedPattern Listening = new("listening", Cyan, new([new(1, 1000)]))
    {
        FollowsLevel = true,
        Meaning = "listening",
        ColourLook = "cyan, follows the level",
        SingleLook = "solid",
    };

    /// <summary>Listening without a link.</summary>
    public static readonly LedPattern ListeningOffline =
        new("listening_offline", Cyan, new([new(1, 750), new(1, 250, Rgb: Amber)]))
        {
            Mono = new([new(1, 800), new(0, 200)]),
            Meaning = "listening, link lost while holding",
            ColourLook = "cyan with amber pulses",
            SingleLook = "solid with short gaps",
        };

    /// <summary>Finishing and thinking.</summary>
    public static readonly LedPattern Thinking =
        new("thinking", Violet, new([new(1, 500, true), new(0.2, 500, true)]))
        {
            Meaning = "finishing, thinking",
            ColourLook = "violet pulse 1 Hz",
            SingleLook = "pulse 1 Hz",
        };

    /// <summary>A device tool runs.</summary>
    public static readonly LedPattern Acting = new("acting", Violet, new([new(1, 250, true), new(0.2, 250, true)]))
    {
        Meaning = "acting: a tool of the device runs",
        ColourLook = "violet pulse 2 Hz",
        SingleLook = "pulse 2 Hz",
    };

    /// <summary>Speaking.</summary>
    public static readonly LedPattern Speaking =
        new("speaking", Green, new([new(1, 1000, true), new(0.3, 1000, true)]))
        {
            Meaning = "speaking",
            ColourLook = "green breathe",
            SingleLook = "breathe",
        };

    /// <summary>A local sound says why it did not work.</summary>
    public static readonly LedPattern Prompting =
        new("prompting", Amber, new([.. Flashes(3), new(1, 1000, true), new(0.2, 1000, true)], loopFrom: 6))
        {
            Meaning = "a local sound says why it did not work",
            ColourLook = "3 amber flashes, then amber breathe",
            SingleLook = "3 flashes, then breathe",
        };

    /// <summary>Not signed in.</summary>
    public static readonly LedPattern NeedAuth = Blinks("need_auth", Magenta, "magenta", 4, "not signed in");

    /// <summary>No network.</summary>
    public static readonly LedPattern OfflineNetwork = Blinks("offline_network", Amber, "amber", 1, "offline: no network");

    /// <summary>No name service, or a sign-in page of the network.</summary>
    public static readonly LedPattern OfflineDns = Blinks("offline_dns", Amber, "amber", 3, "offline: no DNS, or a sign-in page");

    /// <summary>The service refuses, does not answer, or the account is empty.</summary>
    public static readonly LedPattern OfflineService =
        Blinks("offline_service", Amber, "amber", 5, "offline: the service refuses, or the account");

    /// <summary>Connecting for a while.</summary>
    public static readonly LedPattern Connecting =
        new("connecting", Blue, new([new(0.8, 2000, true), new(0.1, 2000, true)]))
        {
            Meaning = "connecting, configuring (after 3 s)",
            ColourLook = "blue breathe",
            SingleLook = "slow breathe",
        };

    /// <summary>Muted.</summary>
    public static readonly LedPattern Muted = new("muted", Red, new([new(0.1, 1000)]))
    {
        Mono = new([new(1, 80), new(0, 3920)]),
        Meaning = "muted",
        ColourLook = "red 10 %",
        SingleLook = "short blip every 4 s",
    };

    /// <summary>Starting.</summary>
    public static readonly LedPattern Starting =
        new("starting", White, new([new(1, 500, true), new(0, 500, true)]))
        {
            Meaning = "starting",
            ColourLook = "white breathe",
            SingleLook = "1 Hz",
        };

    /// <summary>Ready: dark, unless <see cref="LedSettings.Ready"/> asks for a glow.</summary>
    public static readonly LedPattern Ready = new("ready", Black, new([new(0, 1000)]))
    {
        Meaning = "ready",
        ColourLook = "off (or 5 %)",
        SingleLook = "off",
    };

    /// <summary>All of them, the highest rank first.</summary>
    public static IReadOnlyList<LedPattern> All { get; } =
    [
        Fault, Updating, Listening, ListeningOffline, Thinking, Acting, Speaking, Prompting, NeedAuth,
        OfflineNetwork, OfflineDns, OfflineService, Connecting, Muted, Starting, Ready,
    ];

    /// <summary>The pattern of a name, or null.</summary>
    /// <param name="name">As on the local feed.</param>
    public static LedPattern? Find(string name)
    {
        foreach (LedPattern pattern in All)
        {
            if (pattern.Name == name)
                return pattern;
        }
        return null;
    }

    /// <summary>Ready with a glow.</summary>
    /// <param name="percent">Of the light, more than 0.</param>
    public static LedPattern Glow(int percent) => Ready with
    {
        Rgb = White,
        Rhythm = new([new(percent / 100.0, 1000)]),
    };

    // One bright pixel runs round, with a tail.
    private static double Chase(int pixel, int pixels, long picture)
    {
        long behind = ((picture - pixel) % pixels + pixels) % pixels;
        return behind switch { 0 => 1, 1 => 0.25, 2 when pixels > LedTraits.LeastRing => 0.06, _ => 0 };
    }

    private static IEnumerable<LedStep> Flashes(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return new(1, 150);
            yield return new(0, 100);
        }
    }

    private static LedPattern Blinks(string name, int rgb, string colour, int count, string meaning)
    {
        const int OnMs = 150, OffMs = 200, PeriodMs = 3000;
        var steps = new List<LedStep>();
        for (int i = 0; i < count; i++)
            steps.AddRange([new(1, OnMs), new(0, OffMs)]);
        steps.Add(new(0, PeriodMs - count * (OnMs + OffMs)));
        string blinks = count == 1 ? "1 blink / 3 s" : $"{count} blinks / 3 s";
        return new LedPattern(name, rgb, new(steps))
        {
            Meaning = meaning,
            ColourLook = $"{colour}, {blinks}",
            SingleLook = blinks,
        };
    }
}
