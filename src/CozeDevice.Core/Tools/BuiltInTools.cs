using System.Globalization;
using System.Text;
using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Panel;

namespace CozeDevice.Tools;

/// <summary>The tools every device has.</summary>
/// <param name="control">The device.</param>
/// <param name="later">What is said later.</param>
/// <param name="time">Clock and time zone.</param>
public sealed class BuiltInTools(IDeviceControl control, LaterSpeech later, TimeProvider time)
{
    private const int MaxTextBytes = 1023;
    private const double MaxDelaySeconds = 86_400;
    private const string Done = """{"ok":true}""";

    /// <summary>What they are called, do and take.</summary>
    public static IReadOnlyList<ToolDefinition> Definitions { get; } =
    [
        new("set_volume", "Sets the volume of the device, or changes it by a step.",
        [
            new("percent", ToolType.Whole, "The volume, 0 (silent) to 100 (loudest).") { Least = 0, Most = 100 },
            new("step", ToolType.Whole, "Instead of percent: how much louder (positive) or quieter (negative).") { Least = -100, Most = 100 },
        ]),
        new("get_volume", "Tells the volume of the device and whether its microphone is muted.", []),
        // Only off: what a person has switched off is not for a model to switch on.
        new("mute", "Switches the microphone of the device off. Only a person can switch it on again.", []),
        new("stop", "Stops speaking at once and ends the turn.", []),
        new("set_led", "Sets the light that the device shows while it rests.",
            [new("pattern", ToolType.Text, "The light; default is the device's own.", Required: true) { Choices = LightPatterns.Names }]),
        new("get_status", "Tells how the device is: link, microphone, speaker, volume.", []),
        new("get_time", "Tells the local date and time of the device.", []),
        new("say_later", "Says a text after some time, for example as a timer or a reminder.",
        [
            new("text", ToolType.Text, "What to say, at most 1023 bytes of UTF-8.", Required: true),
            new("seconds", ToolType.Number, "In how many seconds.", Required: true) { Least = 0, Most = MaxDelaySeconds },
        ]),
    ];

    /// <summary>The tools, in the order of <see cref="Definitions"/>.</summary>
    public IReadOnlyList<DeviceTool> All =>
    [
        new(Definitions[0], SetVolumeAsync),
        new(Definitions[1], (_, _) => ValueTask.FromResult(Volume())),
        new(Definitions[2], (_, stop) => DoAsync(new MuteCommand(true), stop)),
        new(Definitions[3], static (_, _) => ValueTask.FromResult(Done)) { EndsTurn = true },
        new(Definitions[4], (arguments, stop) => DoAsync(new LightCommand(ToolArguments.Text(arguments, "pattern")!), stop)),
        new(Definitions[5], (_, _) => ValueTask.FromResult(Status())),
        new(Definitions[6], (_, _) => ValueTask.FromResult(Time())),
        new(Definitions[7], SayLater),
    ];

    private async ValueTask<string> SetVolumeAsync(JsonElement arguments, CancellationToken cancellationToken)
    {
        DeviceCommand command = (ToolArguments.Number(arguments, "percent"), ToolArguments.Number(arguments, "step")) switch
        {
            ({ } percent, null) => new VolumeCommand((int)percent),
            (null, { } step) => new VolumeStepCommand((int)step),
            _ => throw new ToolException("bad_arguments", "give percent, 0 to 100, or step, -100 to 100"),
        };
        await DoAsync(command, cancellationToken).ConfigureAwait(false);
        return Volume();
    }

    private ValueTask<string> SayLater(JsonElement arguments, CancellationToken cancellationToken)
    {
        string text = ToolArguments.Text(arguments, "text")!;
        if (Encoding.UTF8.GetByteCount(text) is 0 or > MaxTextBytes)
            throw new ToolException("bad_arguments", $"text should have 1 to {MaxTextBytes} bytes of UTF-8");
        double seconds = ToolArguments.Number(arguments, "seconds")!.Value;
        return later.TryAdd(text, TimeSpan.FromSeconds(seconds))
            ? ValueTask.FromResult(Done)
            : throw new ToolException("too_many", $"{LaterSpeech.MaxWaiting} texts wait already");
    }

    private async ValueTask<string> DoAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        CommandResult result = await control.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Error is null ? Done : throw new ToolException(result.Error, result.Message ?? "the device refused");
    }

    private string Volume()
    {
        DeviceSnapshot now = control.Snapshot();
        return ToolResult.Json(json =>
        {
            json.WriteNumber("percent"u8, now.Volume);
            json.WriteNumber("max_percent"u8, now.VolumeMax);
            json.WriteBoolean("muted"u8, now.Muted);
        });
    }

    private string Status()
    {
        DeviceSnapshot now = control.Snapshot();
        return ToolResult.Json(json =>
        {
            json.WriteString("link"u8, now.Link.State);
            json.WriteString("turn"u8, now.Turn.State);
            json.WriteString("light"u8, now.Led.Pattern);
            json.WriteNumber("volume_percent"u8, now.Volume);
            json.WriteBoolean("muted"u8, now.Muted);
            json.WriteStartArray("faults"u8);
            foreach (string fault in now.Faults)
                json.WriteStringValue(fault);
            json.WriteEndArray();
            json.WriteNumber("texts_waiting"u8, later.Waiting);
        });
    }

    private string Time()
    {
        DateTimeOffset now = time.GetLocalNow();
        return ToolResult.Json(json =>
        {
            json.WriteString("local"u8, now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            json.WriteString("weekday"u8, now.DayOfWeek.ToString());
            json.WriteString("time_zone"u8, time.LocalTimeZone.Id);
            json.WriteNumber("unix"u8, now.ToUnixTimeSeconds());
        });
    }
}
