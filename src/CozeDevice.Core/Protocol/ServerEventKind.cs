namespace CozeDevice.Protocol;

/// <summary>The downlink events of protocol §4, one value per name.</summary>
internal enum ServerEventKind
{
    Unknown,
    ChatCreated,
    ChatUpdated,
    InputCompleted,
    InputCleared,
    SpeechStarted,
    SpeechStopped,
    TranscriptUpdate,
    TranscriptCompleted,
    MessageDelta,
    MessageCompleted,
    TurnCreated,
    TurnInProgress,
    TurnCompleted,
    TurnFailed,
    TurnCanceled,
    RequiresAction,
    SentenceStart,
    AudioDelta,
    AudioCompleted,
    ConversationCleared,
    Error,
    DumpAudio,
}
