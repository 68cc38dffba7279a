using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator;

/// <summary>Writes log lines to standard error, one line each; standard output belongs to results.</summary>
internal sealed class StandardErrorLog : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(string category) : ILogger
    {
        // The server's own chatter is of no use to the person who watches the simulator, and a failure to start is
        // told by the program in one line.
        private readonly LogLevel _least =
            category.StartsWith("CozeDevice", StringComparison.Ordinal) ? LogLevel.Information
            : category.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) ? LogLevel.None
            : LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least && _least != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string time = DateTimeOffset.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
                string text = $"{time} {logLevel.ToString().ToLowerInvariant()}: {formatter(state, exception)}";
                Console.Error.WriteLine(exception is null ? text : $"{text}: {exception}");
            }
        }
    }
}
