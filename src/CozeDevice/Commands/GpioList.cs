using System.Globalization;
using System.Text.Json;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary><c>gpio list</c>: every line and every key, who has them, and what the configuration makes of them.</summary>
internal sealed class GpioList(ProgramContext context)
{
    private const int MaxKeysShown = 6;

    private readonly List<ChipView> _chips = [];
    private readonly List<InputView> _inputs = [];
    private readonly List<string> _problems = [];

    private sealed record ChipView(string Path, string Name, string Label, IReadOnlyList<LineView> Lines);

    private sealed record LineView(GpioLineInfo Info, string? Configured);

    private sealed record InputView(string Path, string Name, IReadOnlyList<ushort> Keys);

    /// <summary>Lists what there is.</summary>
    /// <returns>5 when there is nothing, or when something could not be looked at.</returns>
    public async Task<int> RunAsync(LoadedConfiguration loaded, bool asJson)
    {
        Look(loaded);
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, Write);
        }
        else
        {
            foreach (var chip in _chips) await PrintAsync(chip);
            foreach (var input in _inputs) await PrintAsync(input);
        }

        if (_chips.Count + _inputs.Count + _problems.Count == 0) _problems.Add("this machine has no GPIO chip and no input device");
        foreach (var problem in _problems) await context.Error.WriteLineAsync(Printable.Line($"cozedevice: {problem}"));
        return _problems.Count == 0 ? ExitCode.Ok : ExitCode.Device;
    }

    private void Look(LoadedConfiguration loaded)
    {
        foreach (var path in new GpioFinder().Paths())
        {
            try
            {
                using var chip = GpioChip.Open(path);
                _chips.Add(new(path, chip.Name, chip.Label, [.. chip.Describe().Select(line => new LineView(line, RoleOf(loaded, chip, line)))]));
            }
            catch (GpioException e)
            {
                _problems.Add(e.Message);
            }
        }

        foreach (var path in new EvdevFinder().Paths())
        {
            try
            {
                using var device = EvdevDevice.Open(path);
                _inputs.Add(new(path, device.Name, device.Keys()));
            }
            catch (ContactException e)
            {
                _problems.Add(e.Message);
            }
        }
    }

    // Which section of the configuration names the line. What is wrong elsewhere in the configuration is no matter here.
    private static string? RoleOf(LoadedConfiguration loaded, GpioChip chip, GpioLineInfo line)
    {
        var offset = line.Offset.ToString(CultureInfo.InvariantCulture);
        foreach (var section in (string[])[.. ButtonKeys.Sections, "Led"])
        {
            var written = loaded.Find($"{section}:Line")?.Value;
            var onChip = loaded.Find($"{section}:Chip")?.Value;
            if (written is null || (onChip is not null && onChip != chip.Label && onChip != chip.Path && onChip != chip.Name)) continue;
            if (written == line.Name || (written == offset && onChip is not null)) return section;
        }

        return null;
    }

    private async Task PrintAsync(ChipView chip)
    {
        await context.Out.WriteLineAsync(Printable.Line($"{chip.Label}  {chip.Path}  {chip.Lines.Count} lines"));
        foreach (var (info, configured) in chip.Lines)
        {
            var offset = info.Offset.ToString(CultureInfo.InvariantCulture);
            var words = new[] { Use(info), configured is null ? "" : $"({configured}:Line)" };
            await context.Out.WriteLineAsync(Printable.Line(
                $"  {offset,4}  {info.Name ?? "-",-16}  {(info.IsOutput ? "out" : "in"),-3}  {Wiring(info),-20}  {string.Join(' ', words)}").TrimEnd());
        }
    }

    private Task PrintAsync(InputView input)
    {
        var keys = string.Join(' ', input.Keys.Take(MaxKeysShown).Select(EvdevKeys.NameOf));
        var more = input.Keys.Count > MaxKeysShown ? string.Create(CultureInfo.InvariantCulture, $" and {input.Keys.Count - MaxKeysShown} more") : "";
        return context.Out.WriteLineAsync(Printable.Line($"\"{input.Name}\"  {input.Path}  {(keys.Length == 0 ? "no keys" : keys + more)}"));
    }

    private static string Use(GpioLineInfo line) => line.Consumer is { } consumer ? $"used by \"{consumer}\"" : line.IsUsed ? "used" : "";

    private static string Wiring(GpioLineInfo line) => string.Join(' ', ((string?[])
    [
        line.IsActiveLow ? "active-low" : null,
        Bias(line),
    ]).OfType<string>());

    private static string? Bias(GpioLineInfo line) => line.Bias switch
    {
        GpioBias.PullUp => "pull-up",
        GpioBias.PullDown => "pull-down",
        GpioBias.None => "no-bias",
        _ => null,
    };

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("chips");
        foreach (var chip in _chips)
        {
            json.WriteStartObject();
            json.WriteString("path", chip.Path);
            json.WriteString("name", chip.Name);
            json.WriteString("label", chip.Label);
            json.WriteStartArray("lines");
            foreach (var line in chip.Lines) Write(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("inputs");
        foreach (var input in _inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", input.Path);
            json.WriteString("name", input.Name);
            json.WriteStartArray("keys");
            foreach (var key in input.Keys) json.WriteStringValue(EvdevKeys.NameOf(key));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LineView line)
    {
        json.WriteStartObject();
        json.WriteNumber("offset", line.Info.Offset);
        json.WriteString("name", line.Info.Name);
        json.WriteString("direction", line.Info.IsOutput ? "out" : "in");
        json.WriteBoolean("active_low", line.Info.IsActiveLow);
        json.WriteString("bias", Bias(line.Info));
        json.WriteBoolean("used", line.Info.IsUsed);
        json.WriteString("consumer", line.Info.Consumer);
        json.WriteString("configured", line.Configured);
        json.WriteEndObject();
    }
}
