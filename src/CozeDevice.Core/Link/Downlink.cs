using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Protocol;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Link;

/// <summary>Routes one session's messages: audio into the playout buffer, everything else to the conversation.</summary>
/// <remarks>Called by the receive loop only; never waits. Audio never passes through the conversation.</remarks>
internal sealed class Downlink(
    ReplyGate gate,
    PlayoutBuffer playout,
    OutboundQueue outbound,
    LinkCounters counters,
    ChannelWriter<LinkNotice> notices,
    TimeProvider time,
    ILogger logger,
    AnswerMemory? answers,
    bool keywordsInterrupt = false)
{
    private const int MaxReportedTypes = 64;

    private readonly EventReader _reader = new();
    private readonly HashSet<string> _reportedTypes = [];
    private int _audioTurn;
    private int _wholeTurn; // whose answer has been sent to its end

    /// <summary>The format of the downlink, from <c>chat.updated</c>.</summary>
    public WireFormat Format { get; set; }

    /// <summary>Whether the conversation no longer takes what comes: the session must end before memory does.</summary>
    public bool IsFlooded { get; private set; }

    /// <summary>Whether a turn was completed in this session: it is healthy.</summary>
    public bool CompletedTurn { get; private set; }

    /// <summary>Handles one message.</summary>
    /// <param name="utf8">The whole message.</param>
    /// <returns>The event, if it concerns the session itself (<c>chat.updated</c>, <c>error</c>, a chat with the id of its
    /// conversation), else null.</returns>
    public ServerEvent? Route(ReadOnlySpan<byte> utf8)
    {
        switch (_reader.Read(utf8, out ServerEvent? serverEvent))
        {
            case ReadKind.Audio:
                RouteAudio();
                return null;
            case ReadKind.Event:
                return RouteEvent(serverEvent!);
            default:
                counters.CountMalformed();
                logger.MalformedMessage(utf8.Length);
                return null;
        }
    }

    private void RouteAudio()
    {
        int turn = gate.Match(_reader.AudioChatId);
        if (turn == 0)
            turn = gate.BeginGreeting(_reader.AudioChatId);
        if (turn == 0)
        {
            counters.CountLateDelta();
            return;
        }
        // An empty delta is legal, but it is no sound: the speaker must not take it for the beginning of one.
        if (_reader.Audio.IsEmpty)
            return;
        if (turn != _audioTurn)
        {
            _audioTurn = turn;
            outbound.Release(turn);
            notices.TryWrite(new AudioArrived(turn, time.GetTimestamp()));
        }
        if (!playout.Write(PlayoutStream.OfAnswer(turn), Format, _reader.Audio))
        {
            counters.CountPlayoutRefused();
            return;
        }
        counters.CountFrameReceived();
        answers?.Keep(turn, Format, _reader.Audio);
    }

    private ServerEvent? RouteEvent(ServerEvent serverEvent)
    {
        switch (serverEvent)
        {
            case UnknownEvent unknown:
                counters.CountUnknown();
                if (_reportedTypes.Count < MaxReportedTypes && _reportedTypes.Add(unknown.Type))
                    logger.UnknownEventType(unknown.Type);
                return null;
            case ChatUpdated or ServerError:
                return serverEvent;
            default:
                int turn = TurnOf(serverEvent);
                if (turn != 0 && BeginsAnswer(serverEvent))
                    outbound.Release(turn);
                if (turn != 0 && serverEvent is TurnCompleted)
                    CompletedTurn = true;
                if (turn != 0 && serverEvent is TurnCompleted or TurnFailed)
                    _wholeTurn = turn;
                Tell(turn, serverEvent);
                if (turn != 0 && keywordsInterrupt && serverEvent is TurnCanceled)
                    ExpectAnother();
                return serverEvent as ChatEvent;
        }
    }

    /// <summary>Tells the conversation of an event.</summary>
    public void Tell(int turn, ServerEvent serverEvent)
    {
        if (!notices.TryWrite(new WireEvent(turn, serverEvent, time.GetTimestamp())))
            IsFlooded = true;
    }

    private int TurnOf(ServerEvent serverEvent) => serverEvent switch
    {
        InputCompleted => gate.Acknowledged(),
        Transcript { Final: false } => gate.Hearing(),
        // The user's message comes before conversation.chat.created and already carries the new chat's id.
        MessageCompleted { Role: "user" } message => gate.Asked(message.ChatId),
        MessageCompleted message => gate.Match(message.ChatId),
        MessageDelta delta => gate.Match(delta.ChatId),
        AudioCompleted completed => gate.AudioCompleted(completed.ChatId),
        TurnCreated created when keywordsInterrupt => CreatedBehind(created.ChatId),
        TurnCreated or TurnInProgress => gate.Created(((ChatEvent)serverEvent).ChatId),
        ChatEvent chat => gate.Match(chat.ChatId),
        TurnCanceled => Obeyed(),
        // With the button in charge it is noise: it must not take the running turn away.
        // Where only keywords interrupt, the service says with canceled that one was said; any other voice stops nothing.
        SpeechStarted when keywordsInterrupt && gate.IsAnswering => 0,
        SpeechStarted when !outbound.KeepsUtterances => BeginHeard(),
        Transcript or SpeechStopped or SentenceStart => gate.Current(),
        _ => 0,
    };

    private int Obeyed()
    {
        int turn = gate.Canceled();
        if (turn == 0)
            counters.CountIgnored();
        // Silent now, not when the conversation comes to it.
        else if (keywordsInterrupt)
            playout.Discard(PlayoutStream.OfPrompt(turn));
        return turn;
    }

    // What was said with the keyword may be answered; nobody knows before the chat is created.
    private void ExpectAnother() => gate.BeginNext();

    // While the last of an answer is still heard, the service has begun another: it took what it heard for a question.
    private int CreatedBehind(string chatId)
    {
        if (!outbound.KeepsUtterances && _wholeTurn != 0 && gate.Hearing() == _wholeTurn)
            BeginHeard();
        return gate.Created(chatId);
    }

    // Voice activity detection: the service heard the user begin; whatever it was saying is over.
    private int BeginHeard()
    {
        int turn = gate.BeginNext();
        playout.Discard(PlayoutStream.OfAnswer(turn));
        return turn;
    }

    private static bool BeginsAnswer(ServerEvent serverEvent) =>
        serverEvent is MessageDelta or RequiresAction or TurnCompleted or TurnFailed or TurnCanceled;
}
