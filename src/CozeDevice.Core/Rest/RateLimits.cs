namespace CozeDevice.Rest;

/// <summary>The published rates as data (protocol §7.2).</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A number of calls in any span of a length.</summary>
    internal readonly record struct Limit(int Calls, TimeSpan Span);

    /// <summary>The limits of a class; none where nothing is published.</summary>
    internal static IReadOnlyList<Limit> Of(RestPlan plan, RateClass rate) => (rate, plan) switch
    {
        (RateClass.Chat, RestPlan.Free) => [new(20, Second), new(300, Minute)],
        (RateClass.Chat, RestPlan.Personal) => [new(100, Second), new(1000, Minute)],
        (RateClass.Chat, RestPlan.Team) => [new(200, Second), new(5000, Minute)],
        (RateClass.Chat, RestPlan.Enterprise) => [new(500, Second), new(12_000, Minute)],
        (RateClass.Upload, RestPlan.Free or RestPlan.Personal) => [new(10, Second)],
        (RateClass.Upload, _) => [new(20, Second)],
        _ => [],
    };
}
