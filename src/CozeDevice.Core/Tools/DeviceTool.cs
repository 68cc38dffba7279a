using System.Text.Json;

namespace CozeDevice.Tools;

/// <summary>What a tool does: checked arguments in, a result as JSON text out.</summary>
/// <param name="arguments">An object that fits the definition; not valid after the call.</param>
/// <param name="cancellationToken">Fires at the tool's time limit.</param>
/// <exception cref="ToolException">It could not, and says why.</exception>
public delegate ValueTask<string> ToolBody(JsonElement arguments, CancellationToken cancellationToken);

/// <summary>One tool of the device.</summary>
/// <param name="Definition">What it is called, does and takes.</param>
/// <param name="Run">What it does. Any thread; may be called while it still runs.</param>
public sealed record DeviceTool(ToolDefinition Definition, ToolBody Run)
{
    /// <summary>Whether the turn is over when it succeeded: its result is submitted, and nothing more is heard.</summary>
    public bool EndsTurn { get; init; }
}
