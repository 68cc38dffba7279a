using CozeDevice.Simulator.OAuth;

namespace CozeDevice.Simulator.Rest;

/// <summary>How the REST and OAuth endpoints behave.</summary>
internal sealed class RestOptions
{
    /// <summary>The token that is accepted, beside those issued here; <see langword="null"/> accepts any.</summary>
    internal string? Token { get; init; }

    /// <summary>The clock of time stamps, lifetimes and polling intervals.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Which bearer tokens are valid; the chat socket asks the same object.</summary>
    internal BearerTokens Bearers => field ??= new BearerTokens(Token, Time);

    /// <summary>The conversations made here, shared with the chat socket.</summary>
    internal KnownConversations Conversations { get; init; } = new();

    /// <summary>The largest request body in bytes; the service allows 15 MB outside workflows.</summary>
    internal int MaxBodyBytes { get; init; } = 15 * 1024 * 1024;

    /// <summary>Requests served in a second, more are answered with 429; <see langword="null"/> is no limit.</summary>
    internal int? RequestsPerSecond { get; init; }

    /// <summary>Refuse a conversation id that was not made here with code 4002.</summary>
    /// <remarks>Off by default: a device remembers its conversation for longer than a simulator runs.</remarks>
    internal bool RefusesUnknownConversations { get; init; }

    /// <summary>What the agent answers to a text question; the default repeats it.</summary>
    internal Func<ChatQuestion, ChatAnswer> Answer { get; init; } =
        static question => new ChatAnswer(question.ToolOutput ?? question.Text);

    /// <summary>How long a chat that is not streamed stays in progress.</summary>
    internal TimeSpan ChatDuration { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The pause between two pieces of a streamed answer.</summary>
    internal TimeSpan ChatPieceDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Who approves a device login.</summary>
    internal DeviceApproval DeviceApproval { get; init; } = DeviceApproval.AfterPolls(2);

    /// <summary>How long a device code can be approved.</summary>
    internal TimeSpan DeviceCodeLifetime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How far apart polls of a device must be.</summary>
    internal TimeSpan DevicePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an access token of a user lives.</summary>
    internal TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token lives.</summary>
    internal TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The refresh tokens issued here.</summary>
    internal RefreshTokens Refreshes => field ??= new RefreshTokens(this);

    /// <summary>PEM of the RSA key that JWTs are checked with; <see langword="null"/> takes any signature.</summary>
    internal string? JwtPublicKey { get; init; }

    /// <summary>The REST side of a simulator.</summary>
    internal static RestOptions From(SimulatorOptions options) => new()
    {
        Token = options.Token,
        Time = options.TimeProvider,
        RefusesUnknownConversations = options.Scenario.RefusesUnknownConversations,
        Answer = question => ScenarioAnswer.Find(options.Scenario, question),
        DeviceApproval = options.DeviceApproval,
        AccessTokenLifetime = options.AccessTokenLifetime,
        DevicePollInterval = options.DevicePollInterval,
    };
}
