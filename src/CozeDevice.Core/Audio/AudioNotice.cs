namespace CozeDevice.Audio;

/// <summary>What the audio threads tell the conversation. Written to a channel, never called back.</summary>
public abstract record AudioNotice
{
    private protected AudioNotice() { }
}

/// <summary>The first sample of a stream was handed to the device.</summary>
/// <param name="Stream">The stream id given to <see cref="PlayoutBuffer"/>.</param>
public sealed record PlaybackStarted(long Stream) : AudioNotice;

/// <summary>A stream ran empty before its end marker: the reply is late.</summary>
/// <param name="Stream">The stream id.</param>
public sealed record PlaybackStarved(long Stream) : AudioNotice;

/// <summary>Audio of a starved stream is being heard again.</summary>
/// <param name="Stream">The stream id.</param>
public sealed record PlaybackResumed(long Stream) : AudioNotice;

/// <summary>The end marker was reached and the last sample was heard (device delay zero).</summary>
/// <param name="Stream">The stream id.</param>
public sealed record PlaybackDrained(long Stream) : AudioNotice;

/// <summary>The microphone gate of a turn is closed; its tail and its end mark are in the outbound queue.</summary>
/// <param name="Turn">The turn whose gate closed.</param>
/// <param name="IsDead">Whether the microphone delivered nothing but zeros, or nothing at all, although the turn was to be
/// answered: it is cleared instead.</param>
public sealed record CaptureClosed(int Turn, bool IsDead = false) : AudioNotice;

/// <summary>The utterance buffer of the turn is full (60 s) or the turn was refused; the gate closed itself.</summary>
/// <param name="Turn">The turn whose gate closed.</param>
public sealed record CaptureOverflow(int Turn) : AudioNotice;

/// <summary>Somebody began to speak in a turn whose end the pause marks.</summary>
/// <param name="Turn">The turn; its gate is open.</param>
public sealed record VoiceHeard(int Turn) : AudioNotice;

/// <summary>Nobody has spoken for the pause that ends an utterance.</summary>
/// <param name="Turn">The turn; its gate is still open.</param>
public sealed record VoiceEnded(int Turn) : AudioNotice;

/// <summary>Nobody began to speak in time.</summary>
/// <param name="Turn">The turn.</param>
public sealed record VoiceMissed(int Turn) : AudioNotice;

/// <summary>A device cannot be opened or was lost. The pump keeps trying.</summary>
/// <param name="Direction">Which half.</param>
/// <param name="Message">One line for people: device and cause.</param>
public sealed record DeviceLost(AudioDirection Direction, string Message) : AudioNotice;

/// <summary>A device works (first open, or back after a loss).</summary>
/// <param name="Direction">Which half.</param>
public sealed record DeviceReady(AudioDirection Direction) : AudioNotice;

/// <summary>A card's mixer carries the volume from now on, or no longer does.</summary>
public sealed record MixerChanged : AudioNotice;

/// <summary>Somebody else moved the card's mixer.</summary>
/// <param name="Percent">Where it stands now, 0 to the allowed maximum.</param>
/// <param name="Asked">Number of our last wish that was carried out before.</param>
public sealed record MixerMoved(int Percent, int Asked) : AudioNotice;

/// <summary>Something about the sound of the microphone became wrong or right again.</summary>
/// <param name="Faults">Everything that is wrong now.</param>
public sealed record MicrophoneSignal(MicrophoneFaults Faults) : AudioNotice;
