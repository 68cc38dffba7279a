namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Where a turn is when the fault happens.</summary>
public enum TurnMoment
{
    /// <summary><c>chat.update</c> is at the service, unanswered.</summary>
    Opening,

    /// <summary>Online, nothing going on.</summary>
    Ready,

    /// <summary>The first append has arrived.</summary>
    FirstAppend,

    /// <summary>Held, some appends have arrived.</summary>
    Listening,

    /// <summary>Released, the tail is being recorded.</summary>
    Finishing,

    /// <summary><c>complete</c> has arrived, not acknowledged.</summary>
    Completed,

    /// <summary>The question was understood, no answer yet.</summary>
    Thinking,

    /// <summary>The outputs of a tool have arrived, not taken.</summary>
    Acting,

    /// <summary>The answer has just begun to sound and is not whole.</summary>
    SpeakingStart,

    /// <summary>The answer sounds and is not whole.</summary>
    Speaking,

    /// <summary>The answer is whole and still sounds.</summary>
    Draining,

    /// <summary>A press has interrupted an answer; its first append has arrived.</summary>
    BargeIn,
}
