using CozeDevice.Commands;
using Spectre.Console;

namespace CozeDevice.Terminal;

/// <summary>The terminal as Spectre draws on it.</summary>
internal static class TerminalConsole
{
    /// <summary>A console on the program's output; without colours when <c>NO_COLOR</c> says so.</summary>
    public static IAnsiConsole Create(ProgramContext context) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(context.Out),
        ColorSystem = context.Environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 }
            ? ColorSystemSupport.NoColors
            : ColorSystemSupport.Detect,
    });
}
