using System.Globalization;
using CozeDevice.Options;
using Spectre.Console;
using Spectre.Console.Rendering;
using Frame = Spectre.Console.Panel;

namespace CozeDevice.Terminal;

/// <summary>Draws a <see cref="ViewModel"/> into a fixed number of lines. Pure; works without colours.</summary>
internal static class ViewLayout
{
    private const int StateLines = 6;
    private const int TalkLines = 7;
    private const int KeyLines = 1;
    private const int Border = 2;
    private const int LeastWidth = 40;
    private const int LeastHeight = StateLines + TalkLines + KeyLines + Border + 1;

    /// <summary>Draws the whole view.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="keys">What the person is doing.</param>
    /// <param name="ledLevel">Brightness of the LED, 0 to 1.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines that may be drawn.</param>
    public static IRenderable Draw(ViewModel view, KeyState keys, double ledLevel, int width, int height)
    {
        if (width < LeastWidth || height < LeastHeight) return Small(view, Math.Max(1, width), Math.Max(1, height));
        var timelineLines = Math.Max(1, height - StateLines - TalkLines - KeyLines);
        return new Rows(
            Boxed("cozedevice", State(view, ledLevel, width), StateLines),
            Boxed("talk", Talk(view, width), TalkLines),
            Boxed("timeline", Timeline(view, timelineLines - Border, width), timelineLines),
            new Text(Fit(keys.Text is null ? ViewKeys.Help : $"say: {keys.Text}_", width)));
    }

    // A window too small for boxes: the state alone, line by line, as far as it goes.
    private static Rows Small(ViewModel view, int width, int height)
    {
        string[] lines = [$"{view.Turn.State} #{view.Turn.Turn}", $"link {view.Link.State}", view.Transcript, view.Caption, view.Error];
        return new(lines.Where(line => line.Length > 0).Take(height).Select(line => new Text(Fit(line, width))));
    }

    private static Frame Boxed(string title, IRenderable content, int height) =>
        new(content) { Header = new PanelHeader($" {title} "), Expand = true, Height = height, Padding = new(1, 0) };

    private static Rows State(ViewModel view, double ledLevel, int width)
    {
        var inner = width - (2 * Border);
        var link = view.Link.Reason is null ? view.Link.State : $"{view.Link.State}: {view.Link.Reason}";
        var attempt = view.Link.Attempt > 0 ? $", attempt {view.Link.Attempt}" : "";
        var volume = view.Muted ? $"{view.Volume} %, microphone muted" : $"{view.Volume} %";
        var faults = view.Faults.Count == 0 ? "" : $"   not working: {string.Join(", ", view.Faults)}";
        var reason = view.Turn.Reason is null ? "" : $" ({view.Turn.Reason})";
        var dot = new Text(Dot(ledLevel), Colour(view.Led.Rgb, ledLevel));
        return new(
            new Columns(dot, new Text(Fit(view.Led.Pattern, inner - 2)))
            {
                Expand = false,
                Padding = new(0, 0, 1, 0),
            },
            new Text(Fit($"turn    {view.Turn.State}{reason}  #{view.Turn.Turn}", inner)),
            new Text(Fit($"link    {link}{attempt}", inner)),
            new Text(Fit($"volume  {volume}{faults}", inner)));
    }

    private static Rows Talk(ViewModel view, int width)
    {
        var inner = width - (2 * Border);
        return new(
            new Text(Fit($"heard   {view.Transcript}", inner)),
            new Text(Tail("speaks  ", view.Caption.Length > 0 ? view.Caption : view.Reply, inner)),
            new Text(Tail("reply   ", view.Reply, inner)),
            new Text(Fit($"times   {Latencies.Describe(view.Stats)}", inner)),
            new Text(Fit(view.Error.Length > 0 ? $"error   {view.Error}" : "", inner)));
    }

    private static Rows Timeline(ViewModel view, int lines, int width)
    {
        return new(view.Timeline.TakeLast(lines).Select(line => new Text(Fit(line, width - (2 * Border)))));
    }

    /// <summary>An LED as text: the shape tells as much as the colour.</summary>
    /// <param name="level">Share of the light, 0 to 1.</param>
    public static string Dot(double level) => level switch
    {
        > 0.66 => "(#)",
        > 0.33 => "(+)",
        > 0.05 => "(.)",
        _ => "( )",
    };

    /// <summary>The colour of an LED on a terminal; plain for black, which would be invisible on most.</summary>
    /// <param name="rgb"><c>#rrggbb</c>.</param>
    /// <param name="level">Share of the light, 0 to 1.</param>
    public static Style Colour(string rgb, double level)
    {
        if (rgb.Length != 7 || rgb[0] != '#'
            || !int.TryParse(rgb.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            || value == 0)
        {
            return Style.Plain;
        }

        var visible = 0.25 + (0.75 * level);
        return new(new Color(Part(16), Part(8), Part(0)), decoration: Decoration.Bold);

        byte Part(int shift) => (byte)(((value >> shift) & 0xFF) * visible);
    }

    // Chinese characters are two columns wide.
    private static string Fit(string text, int columns)
    {
        var line = Printable.Line(text);
        while (line.Length > 0 && Columns(line) > columns) line = line[..^Math.Clamp((Columns(line) - columns) / 2, 1, line.Length)];
        return line;
    }

    private static string Tail(string label, string text, int columns)
    {
        var line = Printable.Line(text);
        while (line.Length > 0 && Columns(line) > columns - label.Length)
            line = line[Math.Clamp((Columns(line) - columns + label.Length) / 2, 1, line.Length)..];
        return label + line;
    }

    private static int Columns(string text) => new Segment(text).CellCount();
}
