namespace CozeDevice.Audio;

/// <summary>The filter of an echo canceller cannot be made on this machine; the message says what to do.</summary>
/// <param name="message">One line for people.</param>
public sealed class EchoFilterException(string message) : Exception(message);
