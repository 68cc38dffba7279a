namespace CozeDevice.Audio;

/// <summary>How much sound must wait before a stream starts or goes on: the configured least, more when arrival jitter demands
/// it, and more after an underrun. A value that is replaced, never changed.</summary>
/// <remarks>Measured jitter and underruns are two ways of learning: jitter is known before it does harm, an underrun also when its
/// cause is not jitter (a service that pauses after its first words). What jitter demands decays with the memory of
/// <see cref="ArrivalJitter"/>; what underruns taught, with clean answers.</remarks>
/// <param name="LearntMs">What underruns taught, in milliseconds; 0 if nothing.</param>
/// <param name="CleanAnswers">Answers heard without an underrun since the last lesson or the last decay.</param>
internal readonly record struct PrebufferPolicy(int LearntMs, int CleanAnswers)
{
    /// <summary>The least that is configured when nothing is, in milliseconds.</summary>
    public const int DefaultMs = 60;

    /// <summary>The most that adaptation asks for, in milliseconds: more delay would be felt more than a gap.</summary>
    public const int MaxMs = 300;

    private const int AnswersToDecay = 5;

    /// <summary>The sound that must wait now, in milliseconds.</summary>
    /// <param name="leastMs">What is configured; it wins when it is more than adaptation may ask for.</param>
    /// <param name="demandMs">What arrival jitter demands.</param>
    public int ThresholdMs(int leastMs, int demandMs) => Math.Max(leastMs, Math.Min(MaxMs, Math.Max(LearntMs, demandMs)));

    /// <summary>A stream that started with the given threshold ran empty.</summary>
    /// <param name="thresholdMs">What had waited when it started or went on, in milliseconds.</param>
    public PrebufferPolicy Starved(int thresholdMs) =>
        new(Math.Min(MaxMs, Math.Max(DefaultMs, 2 * Math.Max(thresholdMs, LearntMs))), 0);

    /// <summary>An answer was heard to its end without an underrun. After five of them half of what was learnt is forgotten.</summary>
    public PrebufferPolicy Clean() => LearntMs == 0 ? this
        : CleanAnswers + 1 < AnswersToDecay ? this with { CleanAnswers = CleanAnswers + 1 }
        : new(LearntMs / 2 > DefaultMs ? LearntMs / 2 : 0, 0);
}
