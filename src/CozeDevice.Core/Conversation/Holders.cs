namespace CozeDevice.Conversation;

/// <summary>A set of sources that can hold the button down: the control socket, and each contact of the panel.</summary>
/// <remarks>Holding is counted by source, so that a client that died while pressing never takes the button on the board away.</remarks>
/// <param name="Bits">One bit per source.</param>
public readonly record struct Holders(uint Bits)
{
    /// <summary>The source of all clients of the control socket.</summary>
    public const int Control = 0;

    /// <summary>The most sources there can be.</summary>
    public const int MaxSources = 32;

    /// <summary>Whether anybody holds.</summary>
    public bool Any => Bits != 0;

    /// <summary>Whether this source holds.</summary>
    /// <param name="source">0 to 31.</param>
    public bool Has(int source) => (Bits & (1u << source)) != 0;

    /// <summary>With this source.</summary>
    /// <param name="source">0 to 31.</param>
    public Holders With(int source) => new(Bits | (1u << source));

    /// <summary>Without this source.</summary>
    /// <param name="source">0 to 31.</param>
    public Holders Without(int source) => new(Bits & ~(1u << source));
}
