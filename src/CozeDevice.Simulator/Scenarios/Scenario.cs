using CozeDevice.Simulator.Network;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>How the simulated service behaves: replies, open questions of the protocol, faults. Immutable data.</summary>
public sealed record Scenario
{
    /// <summary>Answers every utterance with the voice it heard.</summary>
    public static Scenario Parrot { get; } = new() { Name = "parrot" };

    /// <summary>The name, or the file it came from.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Upgrades refused; the first that contains the connection counts.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Replies in order of preference; a question that none matches is parroted.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];

    /// <summary>What goes wrong, and when.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What goes wrong in the network below.</summary>
    public IReadOnlyList<NetworkFault> Network { get; init; } = [];

    /// <summary>The seed of everything random in <see cref="Network"/>.</summary>
    public int NetworkSeed { get; init; } = 1;

    /// <summary>What follows an empty utterance.</summary>
    public EmptyUtterance Empty { get; init; }

    /// <summary>What answers a cancel when nothing runs.</summary>
    public IdleCancel IdleCancel { get; init; }

    /// <summary>For how long audio of a canceled reply still comes after <c>conversation.chat.canceled</c>.</summary>
    public TimeSpan LateDeltas { get; init; }

    /// <summary>Whether a conversation id that was not made here is refused with 4002.</summary>
    public bool RefusesUnknownConversations { get; init; }

    /// <summary>The greeting when the client asks for one without giving its text.</summary>
    public string Prologue { get; init; } = "Hello, how can I help?";

    /// <summary>This behaviour on the network of another scenario.</summary>
    /// <exception cref="ScenarioException">The other one says nothing about the network.</exception>
    public Scenario WithNetworkOf(Scenario other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Network.Count > 0
            ? this with { Network = other.Network, NetworkSeed = other.NetworkSeed }
            : throw new ScenarioException(
                $"{other.Name} says nothing about the network; {string.Join(", ", ScenarioCatalog.NetworkNames)} do");
    }
}
