namespace CozeDevice.Simulator.Rest;

/// <summary>A call to a tool of the client.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">JSON text of its arguments.</param>
internal sealed record ChatTool(string Name, string Arguments);
