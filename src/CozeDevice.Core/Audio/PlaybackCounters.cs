namespace CozeDevice.Audio;

/// <summary>What the playback pump has done since the start.</summary>
/// <param name="FramesWritten">Frames the device took.</param>
/// <param name="FramesLost">Frames that fell silent because there was no device.</param>
/// <param name="FramesConcealed">Frames made up because the reply was late.</param>
/// <param name="SamplesConcealed">Samples of them.</param>
/// <param name="Starvations">Times a stream ran empty and went on later.</param>
/// <param name="DecodeErrors">Payloads that gave no sound.</param>
/// <param name="UndecodableStreams">Streams in a format nobody here understands.</param>
/// <param name="Recovered">What all devices since the start were recovered from.</param>
/// <param name="Timeouts">Writes that moved nothing.</param>
/// <param name="Opens">Times the device was opened.</param>
/// <param name="Reopens">Of them, times it came back after it was lost.</param>
/// <param name="Releases">Times the device was closed because nobody needed it.</param>
/// <param name="PrebufferMs">What the last stream waited for before it started or went on, in milliseconds.</param>
/// <param name="FirstFrameStream">The stream whose first frame was written last, 0 before the first.</param>
/// <param name="FirstFrameAt">When that was, on <see cref="TimeProvider.GetTimestamp"/>.</param>
public readonly record struct PlaybackCounters(
    long FramesWritten,
    long FramesLost,
    long FramesConcealed,
    long SamplesConcealed,
    long Starvations,
    long DecodeErrors,
    long UndecodableStreams,
    PcmRecovered Recovered,
    long Timeouts,
    long Opens,
    long Reopens,
    long Releases,
    int PrebufferMs,
    long FirstFrameStream,
    long FirstFrameAt);
