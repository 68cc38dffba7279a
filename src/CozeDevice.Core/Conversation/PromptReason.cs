namespace CozeDevice.Conversation;

/// <summary>Why a local sound is heard instead of an answer.</summary>
public enum PromptReason
{
    /// <summary>The microphone is muted.</summary>
    Muted,

    /// <summary>There is no working microphone.</summary>
    NoMicrophone,

    /// <summary>The device is not signed in, or its token is refused.</summary>
    NotAuthorised,

    /// <summary>The account has no credit, or the service refuses.</summary>
    Refused,

    /// <summary>There is no link.</summary>
    Offline,

    /// <summary>The link was lost while the answer was spoken.</summary>
    LinkLost,

    /// <summary>No answer came, or the turn failed: try again.</summary>
    TryAgain,

    /// <summary>Nobody spoke behind a tap.</summary>
    NothingHeard,
}
