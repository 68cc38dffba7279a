using Microsoft.Extensions.Logging;

namespace CozeDevice.Tests.Support;

/// <summary>One line of a log.</summary>
public sealed record LogEntry(
    string Category, LogLevel Level, EventId Id, string Message, Exception? Exception)
{
    /// <summary>The line as a person reads it.</summary>
    public override string ToString() =>
        Exception is null ? $"{Level} {Category}: {Message}" : $"{Level} {Category}: {Message} | {Exception}";
}
