namespace CozeDevice.Simulator.Scenarios;

/// <summary>A call to a tool of the client.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">JSON text of its arguments.</param>
/// <param name="Type"><c>function</c>, or <c>reply_message</c> for a workflow question that must not be answered.</param>
public sealed record ToolCall(string Name, string Arguments, string Type = "function");
