namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>What a turn must come to: <c>answered</c>, the reason of a prompt, or a choice where two deadlines are equally near.</summary>
internal static class CellRules
{
    private static readonly string[] Answered = ["answered"];

    public static string[] Outcomes(LinkFault fault, TurnMoment moment) => fault switch
    {
        LinkFault.Stall or LinkFault.Garbage or LinkFault.Binary => Answered,
        LinkFault.Error5000 => moment switch
        {
            // The error may still be on its way when the end mark goes out.
            TurnMoment.Finishing => ["answered", "try_again"],
            TurnMoment.Completed or TurnMoment.Thinking or TurnMoment.Acting or TurnMoment.SpeakingStart or TurnMoment.Speaking =>
                ["try_again"],
            _ => Answered,
        },
        _ => Lost(fault, moment),
    };

    // What was not yet answered is said again; an answer that was cut is explained.
    private static string[] Lost(LinkFault fault, TurnMoment moment) => moment switch
    {
        TurnMoment.Draining => Answered,
        TurnMoment.Acting => ["link_lost"],
        // A silent link and a reply that stalls are both given five seconds.
        TurnMoment.SpeakingStart or TurnMoment.Speaking =>
            fault == LinkFault.HalfOpen ? ["link_lost", "stalled"] : ["link_lost"],
        _ => fault == LinkFault.RefusedRedial ? ["not_authorised"] : Answered,
    };
}
