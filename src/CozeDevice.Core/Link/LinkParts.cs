using System.Threading.Channels;
using CozeDevice.Audio;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Link;

/// <summary>What every session of one device stands between.</summary>
/// <param name="Outbound">The way up.</param>
/// <param name="Playout">Where audio goes.</param>
/// <param name="Gate">Which turn it belongs to.</param>
/// <param name="Notices">Where news go.</param>
/// <param name="Counters">What is counted.</param>
/// <param name="Time">Monotonic clock.</param>
/// <param name="Logger">The link's log.</param>
/// <param name="Answers">Where the last answer is kept, or null.</param>
public sealed record LinkParts(
    OutboundQueue Outbound,
    PlayoutBuffer Playout,
    ReplyGate Gate,
    ChannelWriter<LinkNotice> Notices,
    LinkCounters Counters,
    TimeProvider Time,
    ILogger Logger,
    AnswerMemory? Answers = null);
