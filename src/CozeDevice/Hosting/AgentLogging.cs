using CozeDevice.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CozeDevice.Hosting;

/// <summary>Logs go to standard error: with journald's priorities under systemd, one readable line each elsewhere.</summary>
internal static class AgentLogging
{
    /// <summary>Makes the factory.</summary>
    public static ILoggerFactory Create(ProgramContext context, bool verbose) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        builder.Services.Configure(static (ConsoleLoggerOptions console) => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (context.Environment.ContainsKey("JOURNAL_STREAM"))
            builder.AddSystemdConsole();
        else
            builder.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "HH:mm:ss.fff "));
    });
}
