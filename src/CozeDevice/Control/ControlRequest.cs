using CozeDevice.Conversation;

namespace CozeDevice.Control;

/// <summary>What a client asks for in one line.</summary>
internal abstract record ControlRequest
{
    private protected ControlRequest() { }
}

/// <summary>Something the device should do.</summary>
/// <param name="Command">What.</param>
internal sealed record ExecuteRequest(DeviceCommand Command) : ControlRequest;

/// <summary><c>status</c>.</summary>
internal sealed record StatusRequest : ControlRequest;

/// <summary><c>watch</c>.</summary>
internal sealed record WatchRequest : ControlRequest;

/// <summary>A line that asks for nothing we can do.</summary>
/// <param name="Refusal">The code and the reason.</param>
internal sealed record InvalidRequest(CommandResult Refusal) : ControlRequest;
