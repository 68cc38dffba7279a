namespace CozeDevice.Conversation;

/// <summary>Who marks the end of an utterance (<c>Turn:Mode</c>).</summary>
public enum TurnMode
{
    /// <summary><c>push_to_talk</c>: the button (<c>client_interrupt</c> on the wire).</summary>
    PushToTalk,

    /// <summary><c>server_vad</c>: the service.</summary>
    ServerVad,
}
