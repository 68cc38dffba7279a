using CozeDevice.Audio;
using CozeDevice.Codecs;

namespace CozeDevice.Options;

/// <summary>Section <c>Audio</c>.</summary>
internal sealed record AudioOptions
{
    /// <summary>The microphone: an ALSA name, <c>file:PATH.wav</c> or <c>null</c>.</summary>
    public required string Capture { get; init; }

    /// <summary>The speaker: an ALSA name, <c>file:PATH.wav</c> or <c>null</c>.</summary>
    public required string Playback { get; init; }

    /// <summary>What is asked for on the wire, in both directions.</summary>
    public required AudioCodec Codec { get; init; }

    /// <summary>How much of the time before a press is kept and sent, in milliseconds, 0 to 500.</summary>
    public required int PreRollMs { get; init; }

    /// <summary>How much of an answer must wait at least before it is heard, in milliseconds, 20 to 300.</summary>
    public required int PrebufferMs { get; init; }

    /// <summary>How long the speaker stays open while nothing is heard, in seconds; 0 keeps it open.</summary>
    public required int IdleReleaseSeconds { get; init; }

    /// <summary>0 to 100, or null when not set: 70 on a hardware mixer, 100 in software.</summary>
    public int? Volume { get; init; }

    /// <summary>The loudest that may be set, 1 to 100.</summary>
    public int MaxVolume { get; init; } = 100;

    /// <summary>The card's control that carries the volume, <c>auto</c>, or <c>none</c> for software.</summary>
    public string Mixer { get; init; } = IMixers.Auto;

    /// <summary>How the own voice is taken out of the microphone, or null if it is not.</summary>
    public EchoOptions? Echo { get; init; }

    /// <summary>Whether memory is locked where that is allowed.</summary>
    public required bool LockMemory { get; init; }
}
