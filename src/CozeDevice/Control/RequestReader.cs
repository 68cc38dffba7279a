using System.Text;
using System.Text.Json;
using CozeDevice.Conversation;

namespace CozeDevice.Control;

/// <summary>Reads one request line. Unknown members are ignored; everything else that is wrong is refused with a
/// reason.</summary>
internal static class RequestReader
{
    private const int MaxTextBytes = 1023;

    /// <summary>Reads a line of UTF-8 JSON. Never throws.</summary>
    public static ControlRequest Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var members = new Members();
            var reader = new Utf8JsonReader(line);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Refuse("bad_json", "a request is one JSON object per line");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) members.Read(ref reader);
            reader.Read();
            return members.ToRequest();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8.
            return Refuse("bad_json", "the line is not valid JSON");
        }
    }

    private static InvalidRequest Refuse(string code, string message) => new(new(code, message));

    private ref struct Members
    {
        private string? _command;
        private int? _percent;
        private int? _step;
        private int? _seconds;
        private string? _text;
        private string? _name;
        private string? _arguments;

        public void Read(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("cmd"u8)) _command = Text(ref reader);
            else if (reader.ValueTextEquals("text"u8)) _text = Text(ref reader);
            else if (reader.ValueTextEquals("name"u8)) _name = Text(ref reader);
            else if (reader.ValueTextEquals("arguments"u8)) _arguments = Json(ref reader);
            else if (reader.ValueTextEquals("percent"u8)) _percent = Integer(ref reader);
            else if (reader.ValueTextEquals("step"u8)) _step = Integer(ref reader);
            else if (reader.ValueTextEquals("seconds"u8)) _seconds = Integer(ref reader);
            else reader.Skip();
        }

        public readonly ControlRequest ToRequest() => _command switch
        {
            "press" => new ExecuteRequest(new PressCommand()),
            "release" => new ExecuteRequest(new ReleaseCommand()),
            "tap" => new ExecuteRequest(new TapCommand()),
            "cancel" => new ExecuteRequest(new CancelCommand()),
            "mute" => new ExecuteRequest(new MuteCommand(true)),
            "unmute" => new ExecuteRequest(new MuteCommand(false)),
            "volume" => ToVolume(),
            "say" => _text is not null && Encoding.UTF8.GetByteCount(_text) is > 0 and <= MaxTextBytes
                ? new ExecuteRequest(new SayCommand(_text))
                : Refuse("bad_value", $"text should be a string of 1 to {MaxTextBytes} bytes"),
            "repeat" => new ExecuteRequest(new RepeatCommand()),
            "tool" => _name is not null
                ? new ExecuteRequest(new CallToolCommand(_name, _arguments ?? ""))
                : Refuse("bad_value", "name should be the name of a tool"),
            "updating" => _seconds is >= 0 and <= UpdatingCommand.MaxSeconds
                ? new ExecuteRequest(new UpdatingCommand(_seconds.Value))
                : Refuse("bad_value", $"seconds should be a whole number from 0 to {UpdatingCommand.MaxSeconds}"),
            "clear_context" => new ExecuteRequest(new ClearContextCommand()),
            "reload" => new ExecuteRequest(new ReloadCommand()),
            "status" => new StatusRequest(),
            "watch" => new WatchRequest(),
            null => Refuse("bad_value", "cmd should be a string"),
            _ => Refuse(
                "unknown_command",
                "cmd should be press, release, tap, cancel, mute, unmute, volume, say, repeat, clear_context, updating, tool, reload, status or watch"),
        };

        private readonly ControlRequest ToVolume() => (_percent, _step) switch
        {
            ( >= 0 and <= 100, null) => new ExecuteRequest(new VolumeCommand(_percent.Value)),
            (null, >= -100 and <= 100) => new ExecuteRequest(new VolumeStepCommand(_step.Value)),
            _ => Refuse(
                "bad_value",
                "percent should be a whole number from 0 to 100, or step, instead of it, one from -100 to 100"),
        };

        private static string? Text(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) return reader.GetString();
            reader.Skip();
            return null;
        }

        // An object, or the text of one.
        private static string? Json(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) return reader.GetString();
            using var value = JsonDocument.ParseValue(ref reader);
            return value.RootElement.GetRawText();
        }

        private static int? Integer(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)) return value;
            reader.Skip();
            return null;
        }
    }
}
