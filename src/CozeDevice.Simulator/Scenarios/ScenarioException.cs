namespace CozeDevice.Simulator.Scenarios;

/// <summary>A scenario that cannot be used. The message is one line: where, which member, what is expected.</summary>
/// <param name="message">That line.</param>
public sealed class ScenarioException(string message) : Exception(message);
