namespace CozeDevice.Simulator.Scenarios;

/// <summary>What a fault does.</summary>
public enum FaultAction
{
    /// <summary>Wait before the event is sent; everything behind it waits too.</summary>
    Delay,

    /// <summary>Never send the event.</summary>
    Drop,

    /// <summary>Send the event twice, byte for byte.</summary>
    Duplicate,

    /// <summary>Keep the event back until another one has been sent.</summary>
    Hold,

    /// <summary>Send a text message that is not JSON.</summary>
    Garbage,

    /// <summary>Send a binary message.</summary>
    Binary,

    /// <summary>Send a well-formed event of a type nobody knows.</summary>
    Unknown,

    /// <summary>Send one <c>conversation.audio.delta</c> of a given size.</summary>
    Huge,

    /// <summary>Send an <c>error</c> event, and close if a close code is given.</summary>
    Error,

    /// <summary>Send nothing more; the socket stays and is still read.</summary>
    Stall,

    /// <summary>Start the closing handshake.</summary>
    Close,

    /// <summary>Reset the TCP connection.</summary>
    Abort,
}
