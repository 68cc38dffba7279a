using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>A log for millions of lines: keeps the errors alone.</summary>
internal sealed class ErrorLog : ILoggerFactory
{
    private readonly ConcurrentQueue<LogEntry> _errors = new();
    private long _lines;

    /// <summary>Lines of every level.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Every error.</summary>
    public IReadOnlyCollection<LogEntry> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public ILogger<T> For<T>() => new Logger<T>(this);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(ErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref log._lines);
            if (logLevel >= LogLevel.Error)
                log._errors.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), exception));
        }
    }
}
