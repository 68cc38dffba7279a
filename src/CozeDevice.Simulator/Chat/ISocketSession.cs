namespace CozeDevice.Simulator.Chat;

/// <summary>What one of the sockets does with the events it receives.</summary>
internal interface ISocketSession : IAsyncDisposable
{
    /// <summary>The socket has been accepted.</summary>
    void Open();

    /// <summary>Handles one event. Called from the receive loop, one event at a time.</summary>
    /// <exception cref="ProtocolException">The event is refused.</exception>
    /// <exception cref="Audio.AudioException">Its audio cannot be used.</exception>
    Task HandleAsync(UplinkEvent uplink);
}
