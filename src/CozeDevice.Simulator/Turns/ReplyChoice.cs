using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Turns;

/// <summary>Finds the scenario's reply to a question.</summary>
internal static class ReplyChoice
{
    private static readonly Reply Parrot = new();

    /// <summary>The first reply that matches, else a parrot's.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="turn">The number of the turn on its connection, from 1.</param>
    /// <param name="text">The text of a written question; <see langword="null"/> for a spoken one.</param>
    internal static Reply Find(Scenario scenario, int turn, string? text) =>
        scenario.Replies.FirstOrDefault(reply =>
            (reply.Turn is null || reply.Turn == turn)
            && (reply.Kind is null || reply.Kind == (text is null ? "audio" : "text"))
            && (reply.Contains is null || text?.Contains(reply.Contains, StringComparison.Ordinal) == true))
        ?? Parrot;
}
