using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

/// <summary>One entry of the send queue.</summary>
/// <param name="Type">The event's type; empty for a fault.</param>
/// <param name="Message">The event's text.</param>
/// <param name="Fault">What to do instead of sending an event.</param>
/// <param name="HoldsSlot">Whether it counts against the window of a running reply.</param>
internal readonly record struct Outgoing(string Type, byte[] Message, Fault? Fault = null, bool HoldsSlot = false);
