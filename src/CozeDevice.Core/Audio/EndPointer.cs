namespace CozeDevice.Audio;

/// <summary>Finds out frame by frame whether somebody speaks, and when the pause behind it is long enough to be the end.</summary>
/// <remarks>A pure state machine owned by one thread; its clock is the sound itself. Four bands, each with a floor of its own that
/// follows the noise: a vowel stands out below, a hiss above, whatever the noise hides elsewhere. Speech begins above one
/// threshold and goes on above a lower one. Allocates nothing after construction.</remarks>
/// <param name="pauseMs">The pause that ends an utterance, in milliseconds.</param>
public sealed class EndPointer(int pauseMs)
{
    private const float OnsetDb = 6.5f; // above the floor, for speech to begin
    private const float VoicedDb = 3.2f; // above the floor, for it to go on
    private const int OnsetFrames = 5; // of them within the window: a click of the button is no speech
    private const int OnsetWindow = 8;

    private readonly NoiseBand[] _bands =
    [
        new(450, 350), new(1_000, 700), new(2_200, 1_600), new(4_800, 3_400),
    ];

    private readonly int _pauseFrames = (pauseMs + AudioFormat.FrameMs - 1) / AudioFormat.FrameMs;
    private uint _loud; // one bit a frame, the newest is the lowest
    private int _pause; // frames

    /// <summary>Whether speech has begun since <see cref="Begin"/>.</summary>
    public bool HasSpeech { get; private set; }

    /// <summary>An utterance may begin; what is known of the noise is kept.</summary>
    public void Begin()
    {
        HasSpeech = false;
        _loud = 0;
        _pause = 0;
    }

    /// <summary>Another microphone: nothing is known of its noise.</summary>
    public void Reset()
    {
        Begin();
        foreach (var band in _bands) band.Reset();
    }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">20 ms.</param>
    /// <returns>Whether the pause behind speech is long enough: the utterance is over.</returns>
    public bool Add(ReadOnlySpan<short> frame)
    {
        var above = float.MinValue;
        foreach (var band in _bands) above = Math.Max(above, band.Add(frame));
        if (!HasSpeech) LookForOnset(above);
        else _pause = above >= VoicedDb ? 0 : _pause + 1;
        return HasSpeech && _pause >= _pauseFrames;
    }

    private void LookForOnset(float above)
    {
        _loud = ((_loud << 1) | (above >= OnsetDb ? 1u : 0u)) & ((1u << OnsetWindow) - 1);
        if (System.Numerics.BitOperations.PopCount(_loud) < OnsetFrames) return;
        HasSpeech = true;
        _pause = 0;
    }
}
