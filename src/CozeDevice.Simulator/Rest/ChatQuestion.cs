namespace CozeDevice.Simulator.Rest;

/// <summary>What the agent is asked.</summary>
/// <param name="Text">The user's words.</param>
/// <param name="ToolOutput">The output of the first tool call, once the client has called the tools.</param>
internal readonly record struct ChatQuestion(string Text, string? ToolOutput = null);
