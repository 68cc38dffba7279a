namespace CozeDevice.Tests.Support.Endurance;

/// <summary>Who says when an utterance begins and ends.</summary>
internal enum MemoryMode
{
    /// <summary>A held button.</summary>
    PushToTalk,

    /// <summary>A held button, a tap, or a voice behind an answer.</summary>
    Taps,

    /// <summary>The service (<c>server_vad</c>): any voice interrupts.</summary>
    HandsFree,

    /// <summary>The service, and only keywords interrupt.</summary>
    Keywords,
}
