namespace CozeDevice.Audio;

/// <summary>Keeps the device from hearing itself: what the microphone records while the speaker is heard is not what anybody
/// said (audio.md §5.4). A held button means that somebody speaks all the same.</summary>
/// <remarks>The mic thread asks once a frame; the button is told by the dispatcher. No lock, no allocation.</remarks>
/// <param name="mode">Whether there is a gate at all.</param>
/// <param name="speaker">What is heard.</param>
/// <param name="isCancellerTrusted">Whether an echo canceller of ours takes the own voice out of each frame. Any thread.</param>
/// <param name="time">Monotonic clock.</param>
public sealed class HalfDuplexGate(
    HalfDuplexMode mode, SpeakerActivity speaker, Func<bool> isCancellerTrusted, TimeProvider time)
{
    /// <summary>How long the room and the microphone's buffer keep what the speaker said.</summary>
    public static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(250);

    /// <summary>A button that is held for longer is stuck, and opens nothing.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);

    private const long Released = -1;

    private long _heldAt = Released;

    /// <summary>Whether the microphone records the device's own voice.</summary>
    /// <param name="waiting">Samples that were recorded behind the frame in question: it is that much older than now.</param>
    public bool HearsItself(int waiting = 0)
    {
        // Trust first: at a drop the sound is forgotten before the canceller loses it.
        var isTrusted = isCancellerTrusted();
        return Hears(mode, speaker.IsAudible(Tail + TimeSpan.FromSeconds((double)Math.Max(0, waiting) / AudioFormat.SampleRate)), isTrusted);
    }

    /// <summary>Whether silence is sent in place of what the microphone records.</summary>
    /// <param name="waiting">As for <see cref="HearsItself"/>.</param>
    public bool IsClosed(int waiting = 0) => HearsItself(waiting) && !IsHeld;

    private bool IsHeld
    {
        get
        {
            var at = Volatile.Read(ref _heldAt);
            return at != Released && time.GetElapsedTime(at) < LongestHold;
        }
    }

    /// <summary>The button is held, or let go.</summary>
    /// <param name="isHeld">The new state.</param>
    public void Hold(bool isHeld) => Volatile.Write(ref _heldAt, isHeld ? time.GetTimestamp() : Released);

    /// <summary>The policy.</summary>
    /// <param name="mode">What was configured.</param>
    /// <param name="isAudible">Whether the speaker is heard, or was within <see cref="Tail"/>.</param>
    /// <param name="isTrusted">Whether the canceller is trusted.</param>
    internal static bool Hears(HalfDuplexMode mode, bool isAudible, bool isTrusted) =>
        mode == HalfDuplexMode.Auto && isAudible && !isTrusted;
}
