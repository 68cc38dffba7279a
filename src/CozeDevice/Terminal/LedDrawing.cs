using CozeDevice.Commands;
using CozeDevice.Panel;
using Spectre.Console;

namespace CozeDevice.Terminal;

/// <summary>Draws one pattern as a dot on one line of the terminal.</summary>
internal static class LedDrawing
{
    private static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(40);

    /// <summary>Draws for a while, then leaves the line empty.</summary>
    /// <param name="context">The terminal.</param>
    /// <param name="pattern">What is drawn.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Run(ProgramContext context, LedPattern pattern, TimeSpan length, CancellationToken cancellationToken)
    {
        IAnsiConsole console = TerminalConsole.Create(context);
        long began = context.Time.GetTimestamp();
        console.Live(new Text("")).AutoClear(true).Start(live =>
        {
            for (TimeSpan at = default; at < length; at = context.Time.GetElapsedTime(began))
            {
                LedLook look = pattern.LookAt(at);
                live.UpdateTarget(new Text($"  {ViewLayout.Dot(look.Level)}", ViewLayout.Colour(look.Hex, look.Level)));
                if (cancellationToken.WaitHandle.WaitOne(Picture))
                    break;
            }
        });
        cancellationToken.ThrowIfCancellationRequested();
    }
}
