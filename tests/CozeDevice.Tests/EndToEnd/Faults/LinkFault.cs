namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>What happens to the link in a cell of the matrix.</summary>
public enum LinkFault
{
    /// <summary>RST.</summary>
    Reset,

    /// <summary>FIN without a close frame.</summary>
    Fin,

    /// <summary>Silence; only the keep-alive can tell.</summary>
    HalfOpen,

    /// <summary>Nothing comes through for a second, then everything.</summary>
    Stall,

    /// <summary>Ten bytes of the next message, then FIN.</summary>
    Truncate,

    /// <summary>A close frame, going away.</summary>
    Close1001,

    /// <summary>A close frame, internal error.</summary>
    Close1011,

    /// <summary>An <c>error</c> event of passing trouble; the socket stays.</summary>
    Error5000,

    /// <summary>A text message that is not JSON.</summary>
    Garbage,

    /// <summary>A binary message.</summary>
    Binary,

    /// <summary>RST, and the token is refused at the next dial.</summary>
    RefusedRedial,
}
