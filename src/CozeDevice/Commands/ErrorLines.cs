using Microsoft.Extensions.Logging;

namespace CozeDevice.Commands;

/// <summary>Warnings of a command that is no service: one line each on standard error, as the program's own messages are.</summary>
/// <param name="context">Where they go.</param>
/// <param name="least">What is worth a line.</param>
internal sealed class ErrorLines(ProgramContext context, LogLevel least = LogLevel.Warning) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) context.Error.WriteLine($"cozedevice: {formatter(state, exception)}");
    }
}
