namespace CozeDevice.Audio;

/// <summary>Where the mic thread puts encoded frames: the ordered outbound queue of the link.</summary>
/// <remarks>Called on the mic thread. Never blocks. A payload is copied before the call returns.</remarks>
public interface IFrameSink
{
    /// <summary>A new utterance begins; frames of older turns are refused from now on.</summary>
    /// <param name="turn">The turn id; ids only grow.</param>
    void Begin(int turn);

    /// <summary>Appends one encoded frame (one packet for Opus, 20 ms of bytes otherwise).</summary>
    /// <returns>False if the turn is not the current utterance or its budget (60 s) is used up.</returns>
    bool Write(int turn, ReadOnlySpan<byte> payload);

    /// <summary>Ends the utterance, behind its last frame in the same queue, so that the mark cannot overtake audio.</summary>
    void End(int turn, UtteranceEnd end);
}

/// <summary>How an utterance ends.</summary>
public enum UtteranceEnd
{
    /// <summary><c>input_audio_buffer.complete</c>: answer it.</summary>
    Complete,

    /// <summary><c>input_audio_buffer.clear</c>: too short, throw it away.</summary>
    Clear,

    /// <summary>Nothing is sent: a hands-free stream stops.</summary>
    Silent,
}
