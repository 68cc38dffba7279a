namespace CozeDevice.Tools;

/// <summary>A tool somebody configured: a program to run, or an address of this machine to call.</summary>
/// <param name="Definition">What it is called, does and takes.</param>
/// <param name="Command">The program and its arguments, or empty.</param>
/// <param name="Url">The address on loopback, or null.</param>
/// <param name="Limit">How long it may take.</param>
internal sealed record UserTool(ToolDefinition Definition, IReadOnlyList<string> Command, Uri? Url, TimeSpan Limit);
