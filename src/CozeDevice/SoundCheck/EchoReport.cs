using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>What an echo test found.</summary>
/// <param name="Seconds">How long it listened while it spoke.</param>
/// <param name="Status">What the canceller says at the end.</param>
/// <param name="EchoDb">The own voice at the microphone in the last third, against what was played, in decibels.</param>
/// <param name="AboveRoomDb">The own voice at the microphone in the last third, against the quiet room, in decibels.</param>
/// <param name="AttenuationDb">How much quieter the canceller made it in the last third (ERLE), in decibels.</param>
/// <param name="LeftAboveRoomDb">What was left then, against the quiet room, in decibels.</param>
/// <param name="Xruns">Times sound was lost on either side.</param>
/// <param name="Signal">What the microphone is like.</param>
internal sealed record EchoReport(
    double Seconds,
    EchoStatus Status,
    double EchoDb,
    double AboveRoomDb,
    double AttenuationDb,
    double LeftAboveRoomDb,
    int Xruns,
    SignalReport Signal)
{
    private const double HeardDb = 3; // above the room
    private const double FaintDb = -35; // what other cancellers leave
    private const double UnknownDb = -20; // and not even recognised
    private const double GoodDb = 20;
    private const double FairDb = 12;

    /// <summary>What to think of it.</summary>
    public EchoVerdict Verdict =>
        Signal.Faults.HasFlag(MicrophoneFaults.Silent) ? EchoVerdict.DeadMicrophone
        : AboveRoomDb < HeardDb || EchoDb < FaintDb || (Status.DelayMs is null && EchoDb < UnknownDb) ? EchoVerdict.NoEcho
        : Status.State == EchoState.Refused ? EchoVerdict.TwoClocks
        : AttenuationDb >= GoodDb || LeftAboveRoomDb < HeardDb ? EchoVerdict.Good
        : AttenuationDb >= FairDb ? EchoVerdict.Fair
        : EchoVerdict.Poor;
}
