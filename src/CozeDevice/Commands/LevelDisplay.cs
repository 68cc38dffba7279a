using System.Globalization;
using System.Threading.Channels;
using CozeDevice.SoundCheck;
using CozeDevice.Terminal;
using Spectre.Console;

namespace CozeDevice.Commands;

/// <summary>Shows a level while it is measured: a bar on a terminal, otherwise lines.</summary>
internal sealed class LevelDisplay(ProgramContext context)
{
    private const int BarMs = 100;
    private const int JsonMs = 100;
    private const int LineMs = 1000;
    private const int MaxWidth = 80;
    private static readonly TimeSpan PeakHold = TimeSpan.FromSeconds(1.5);

    /// <summary>How much sound one reading should cover.</summary>
    /// <param name="asJson">Whether JSON is written.</param>
    public int IntervalMs(bool asJson) => asJson ? JsonMs : CanDraw ? BarMs : LineMs;

    /// <summary>Whether a bar can be drawn.</summary>
    public bool CanDraw => context.IsInteractive && TerminalConsole.Create(context).Profile.Capabilities.Ansi;

    /// <summary>Draws a bar where that is possible, and nothing elsewhere.</summary>
    public Task BarAsync(ChannelReader<LevelReading> readings) =>
        CanDraw ? DrawAsync(readings) : IgnoreAsync(readings);

    /// <summary>Shows nothing until the readings end.</summary>
    public static async Task IgnoreAsync(ChannelReader<LevelReading> readings)
    {
        // A channel counts as ended when it is read empty.
        await foreach (var _ in readings.ReadAllAsync()) { }
    }

    /// <summary>Draws a bar, or writes a line for each reading.</summary>
    public async Task MeterAsync(ChannelReader<LevelReading> readings, bool asJson)
    {
        if (!asJson && CanDraw)
        {
            await DrawAsync(readings);
            return;
        }

        await foreach (var reading in readings.ReadAllAsync())
        {
            if (asJson) await JsonOutput.WriteAsync(context.Out, json => LevelJson.Write(json, reading), indented: false);
            else await context.Out.WriteLineAsync(Line(reading));
            await context.Out.FlushAsync();
        }
    }

    private Task DrawAsync(ChannelReader<LevelReading> readings)
    {
        var console = TerminalConsole.Create(context);
        var hold = new PeakHold(PeakHold);
        return console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            await foreach (var reading in readings.ReadAllAsync())
            {
                var peak = hold.Add(reading.AtMs, reading.PeakDb);
                live.UpdateTarget(LevelBar.Line(reading.RmsDb, peak, Math.Min(MaxWidth, console.Profile.Width - 1)));
            }
        });
    }

    private static string Line(LevelReading reading) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reading.AtMs / 1000.0,7:0.0} s  peak {reading.PeakDb,6:0.0} dBFS  rms {reading.RmsDb,6:0.0} dBFS");
}
