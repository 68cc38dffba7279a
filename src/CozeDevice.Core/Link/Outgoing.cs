using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What <see cref="OutboundQueue.Take"/> found.</summary>
internal enum OutboundKind
{
    /// <summary>Nothing to send.</summary>
    None,

    /// <summary>A control event.</summary>
    Control,

    /// <summary>Frames of audio.</summary>
    Frame,
}

/// <summary>What is sent next.</summary>
/// <param name="Kind">What it is.</param>
internal readonly record struct Outgoing(OutboundKind Kind)
{
    /// <summary>The control event.</summary>
    public ClientEvent? Control { get; init; }

    /// <summary>Bytes of the frames.</summary>
    public int Length { get; init; }

    /// <summary>How many frames they are.</summary>
    public int Frames { get; init; }

    /// <summary>The turn of frames or of an end mark, else 0.</summary>
    public int Turn { get; init; }

    /// <summary>Whether the first of them is the first of its utterance in this session.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether more frames wait.</summary>
    public bool MoreWait { get; init; }
}
