using CozeDevice.Protocol;

namespace CozeDevice.Tools;

/// <summary>What became of a request.</summary>
/// <param name="Outputs">One per answered call, in order.</param>
/// <param name="EndsTurn">Whether one of the tools ends the turn.</param>
public sealed record ToolRun(IReadOnlyList<ToolOutput> Outputs, bool EndsTurn);
