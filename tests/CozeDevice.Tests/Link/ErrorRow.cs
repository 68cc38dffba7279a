namespace CozeDevice.Tests.Link;

/// <summary>One error and what a person and a program see of it, as read from protocol §9 and design §3 and §4.</summary>
/// <param name="Code">The code of an <c>error</c> event, or the HTTP status of a refused upgrade.</param>
/// <param name="Link">State and reason of the link when it ended a session or refused one.</param>
/// <param name="Led">The pattern shown then, at rest.</param>
/// <param name="InTurn">The prompt in a turn; <c>again</c> where the utterance is sent once more, <c>redialled</c> where it is by the
/// next session; null where nothing happens.</param>
/// <param name="Ends">Whether it ends a session that was online.</param>
/// <param name="Renews">Whether another token is asked for.</param>
/// <param name="Forgets">Whether the conversation is forgotten when it ends a session.</param>
/// <param name="Sends">What else is sent or done in a turn.</param>
public sealed record ErrorRow(
    int Code, string Link, string Led, string? InTurn,
    bool Ends = false, bool Renews = false, bool Forgets = false, string? Sends = null)
{
    private const string Closed = "offline closed", Service = "offline_service";

    /// <summary>Every row of protocol §9 that a socket may show, and a code nobody knows.</summary>
    public static IReadOnlyList<ErrorRow> Events { get; } =
    [
        .. Turn(3010, 4004, 4005, 4012, 4014, 4105, 4300, 4301, 4302, 4303, 4304, 4314, 4315, 1109, 717990703, 123456),
        .. Turn(4009, 4020, 4102, 5000, 429, 500),
        new(4000, Closed, Service, "try_again", Sends: "redial"),
        new(4001, Closed, Service, "try_again", Forgets: true),
        new(4002, Closed, Service, "redialled", Ends: true, Forgets: true),
        .. Owner(4003, 4006, 4007, 4015, 4021, 4019, 4022),
        new(4010, Closed, Service, "try_again", Forgets: true, Sends: "conversation.clear"),
        new(4013, Closed, Service, "again"),
        new(4016, Closed, Service, "again"),
        .. Account(4008, 4011, 4027, 4028),
        new(4029, Closed, Service, "redialled", Ends: true),
        .. Auth(401, 4100, 4101, 4200, 700012006),
        new(403, "need_auth refused", "need_auth", "not_authorised", Ends: true),
        new(4104, Closed, Service, null),
        new(4201, Closed, Service, null),
    ];

    /// <summary>Every way to refuse an upgrade.</summary>
    public static IReadOnlyList<ErrorRow> Statuses { get; } =
    [
        new(401, "need_auth refused", "need_auth", "not_authorised", Renews: true),
        new(403, "need_auth refused", "need_auth", "not_authorised"),
        new(404, "offline refused", Service, "refused"),
        new(429, "offline refused", Service, "offline"),
        new(500, "offline refused", Service, "offline"),
        new(503, "offline refused", Service, "offline"),
        new(200, "offline captive_portal", "offline_dns", "offline"),
        new(302, "offline captive_portal", "offline_dns", "offline"),
    ];

    private static IEnumerable<ErrorRow> Turn(params int[] codes) =>
        codes.Select(code => new ErrorRow(code, Closed, Service, "try_again"));

    private static IEnumerable<ErrorRow> Owner(params int[] codes) =>
        codes.Select(code => new ErrorRow(code, Closed, Service, "refused"));

    private static IEnumerable<ErrorRow> Account(params int[] codes) =>
        codes.Select(code => new ErrorRow(code, "offline account", Service, "refused", Ends: true));

    private static IEnumerable<ErrorRow> Auth(params int[] codes) =>
        codes.Select(code => new ErrorRow(code, "need_auth refused", "need_auth", "not_authorised", Ends: true, Renews: true));
}
