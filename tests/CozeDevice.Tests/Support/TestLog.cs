using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Support;

/// <summary>Collects every log line. Disposing it fails the test if an Error was logged that the test did not expect,
/// or if an expected one is missing.</summary>
public sealed class TestLog : ILoggerFactory
{
    /// <summary>What every token of the tests holds. No line of any log may.</summary>
    public const string Canary = "c4n4ry";

    private readonly List<string> _expected = [];
    private ImmutableList<LogEntry> _entries = [];

    /// <summary>All lines so far, oldest first.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>The text of all lines, for assertions about what must never be written.</summary>
    public string Text => string.Join('\n', _entries);

    /// <summary>The message of every line at a level.</summary>
    public IReadOnlyList<string> Messages(LogLevel level) =>
        [.. _entries.Where(entry => entry.Level == level).Select(entry => entry.Message)];

    /// <summary>Says that at least one Error whose message matches the pattern belongs to this test.</summary>
    public void ExpectError(string pattern) => _expected.Add(pattern);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>A logger named after a type.</summary>
    public ILogger<T> For<T>() => new Logger<T>(this);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("The test log has no further providers.");

    /// <inheritdoc/>
    public void Dispose()
    {
        var errors = _entries.Where(entry => entry.Level >= LogLevel.Error).ToList();
        var missing = _expected.Where(pattern => !errors.Exists(e => Regex.IsMatch(e.Message, pattern))).ToList();
        var unexpected = errors.Where(e => !_expected.Exists(p => Regex.IsMatch(e.Message, p))).ToList();
        Assert.DoesNotContain(Canary, Text, StringComparison.Ordinal);
        Assert.True(unexpected.Count == 0, $"Unexpected error in the log: {string.Join('\n', unexpected)}");
        Assert.True(missing.Count == 0, $"Expected error missing from the log: {string.Join(", ", missing)}");
    }

    private sealed class Logger(TestLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var entry = new LogEntry(category, logLevel, eventId, formatter(state, exception), exception);
            ImmutableInterlocked.Update(ref log._entries, (entries, added) => entries.Add(added), entry);
        }
    }
}
