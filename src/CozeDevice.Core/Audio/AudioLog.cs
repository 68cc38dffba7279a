using CozeDevice.Codecs;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>Log messages 3000 to 3099: rare events of the audio threads, never one per frame.</summary>
internal static partial class AudioLog
{
    [LoggerMessage(3000, LogLevel.Information, "{Direction} device works")]
    internal static partial void DeviceReady(ILogger logger, AudioDirection direction);

    [LoggerMessage(3001, LogLevel.Warning, "{Direction} device does not work, trying again until it does: {Reason}")]
    internal static partial void DeviceLost(ILogger logger, AudioDirection direction, string reason);

    [LoggerMessage(3003, LogLevel.Warning,
        "{Direction} device recovered: {Xruns} times too late, {Suspends} times asleep, {LostMs} ms of sound lost")]
    internal static partial void Recovered(ILogger logger, AudioDirection direction, long xruns, long suspends, long lostMs);

    [LoggerMessage(3002, LogLevel.Warning, "turn {Turn}: the outbound queue takes no more audio, the microphone gate is closed")]
    internal static partial void CaptureOverflow(ILogger logger, int turn);

    [LoggerMessage(3010, LogLevel.Warning, "stream {Stream}: {Format} cannot be decoded, replies in it stay silent: {Reason}")]
    internal static partial void Undecodable(ILogger logger, long stream, WireFormat format, string reason);

    [LoggerMessage(3011, LogLevel.Debug, "stream {Stream} ran empty and goes on {Gap} ms later")]
    internal static partial void Starved(ILogger logger, long stream, long gap);

    [LoggerMessage(3012, LogLevel.Warning, "stream {Stream}: {Count} payloads could not be decoded")]
    internal static partial void DecodeErrors(ILogger logger, long stream, long count);

    [LoggerMessage(3013, LogLevel.Debug, "{Device} is released: nothing is to be heard")]
    internal static partial void Released(ILogger logger, string device);

    [LoggerMessage(3040, LogLevel.Information, "the volume is made by {Element} of card {Card} ({MinDb:0.##} to {MaxDb:0.##} dB), now at {Percent} %")]
    internal static partial void MixerReady(ILogger logger, string element, string card, double minDb, double maxDb, int percent);

    [LoggerMessage(3041, LogLevel.Information, "the volume is made in software: {Reason}")]
    internal static partial void MixerMissing(ILogger logger, string reason);

    [LoggerMessage(3042, LogLevel.Warning, "Audio:Mixer: {Reason}; the volume is made in software")]
    internal static partial void MixerMisnamed(ILogger logger, string reason);

    [LoggerMessage(3043, LogLevel.Information, "the mixer does not work, the volume is made in software until it does: {Reason}")]
    internal static partial void MixerLost(ILogger logger, string reason);

    [LoggerMessage(3044, LogLevel.Information, "{Element} of card {Card} was switched off; it is switched on")]
    internal static partial void MixerWasOff(ILogger logger, string element, string card);

    [LoggerMessage(3045, LogLevel.Debug, "{Element} was moved to {Percent} % from outside")]
    internal static partial void MixerMoved(ILogger logger, string element, int percent);

    [LoggerMessage(3046, LogLevel.Information, "{Element} was moved to {Percent} % from outside, back to the maximum of {Max} %")]
    internal static partial void MixerTooLoud(ILogger logger, string element, int percent, int max);

    [LoggerMessage(3049, LogLevel.Critical, "the mixer thread ends because of a defect")]
    internal static partial void MixerDied(ILogger logger, Exception exception);

    [LoggerMessage(3020, LogLevel.Critical, "the {Direction} thread ends because of a defect")]
    internal static partial void Died(ILogger logger, AudioDirection direction, Exception exception);

    [LoggerMessage(3030, LogLevel.Warning, "{Device} delivers only zeros: is it switched off, or muted in alsamixer?")]
    internal static partial void MicrophoneSilent(ILogger logger, string device);

    [LoggerMessage(3031, LogLevel.Information, "{Device} delivers sound again")]
    internal static partial void MicrophoneHeard(ILogger logger, string device);

    [LoggerMessage(3032, LogLevel.Warning,
        "{Device} is overdriven, {Share:P1} of its samples are cut off: lower the capture gain in alsamixer, or speak from further away")]
    internal static partial void MicrophoneClips(ILogger logger, string device, double share);

    [LoggerMessage(3033, LogLevel.Information, "{Device} is no longer overdriven")]
    internal static partial void MicrophoneUnclipped(ILogger logger, string device);

    [LoggerMessage(3034, LogLevel.Warning,
        "{Device} is off centre by {Offset:P1} of full scale: switch on the high-pass filter of the card in alsamixer, or use another input")]
    internal static partial void MicrophoneOffset(ILogger logger, string device, double offset);

    [LoggerMessage(3035, LogLevel.Information, "{Device} is centred again")]
    internal static partial void MicrophoneCentred(ILogger logger, string device);

    [LoggerMessage(3050, LogLevel.Debug, "echo: the streams are {Offset} samples apart, measured to {Spread}")]
    internal static partial void EchoAligned(ILogger logger, long offset, long spread);

    [LoggerMessage(3051, LogLevel.Information, "echo: it comes {DelayMs} ms behind the speaker")]
    internal static partial void EchoFound(ILogger logger, int delayMs);

    [LoggerMessage(3052, LogLevel.Information, "echo: it is removed well enough to listen while speaking, {AttenuationDb:0} dB")]
    internal static partial void EchoTrusted(ILogger logger, double attenuationDb);

    [LoggerMessage(3053, LogLevel.Warning, "echo: the canceller made it worse and starts again; was the microphone or the speaker moved?")]
    internal static partial void EchoDiverged(ILogger logger);

    [LoggerMessage(3054, LogLevel.Warning,
        "echo: it cannot be removed, the clocks of speaker and microphone differ by {DriftPpm:0.0} ppm (at most {MostPpm}): {Advice}")]
    internal static partial void EchoRefused(ILogger logger, double driftPpm, double mostPpm, string advice);

    [LoggerMessage(3055, LogLevel.Information, "echo: the clocks of speaker and microphone agree after all ({DriftPpm:0.0} ppm)")]
    internal static partial void EchoAgreed(ILogger logger, double driftPpm);
}
