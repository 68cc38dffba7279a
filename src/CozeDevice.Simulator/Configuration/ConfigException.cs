namespace CozeDevice.Simulator.Configuration;

/// <summary>A <c>chat.update</c> that is refused; its message names the field.</summary>
/// <param name="path">The field, from <c>data</c> down.</param>
/// <param name="expectation">What is allowed.</param>
internal sealed class ConfigException(string path, string expectation) : Exception($"{path}: {expectation}");
