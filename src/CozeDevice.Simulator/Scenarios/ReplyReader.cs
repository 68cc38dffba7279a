using System.Text.Json;
using CozeDevice.Simulator.Audio;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>Reads the <c>replies</c> of a scenario.</summary>
internal static class ReplyReader
{
    private const int DefaultToolTimeoutMs = 60_000;

    private static readonly Dictionary<string, string?> Kinds = new() { ["audio"] = "audio", ["text"] = "text" };

    private static readonly Dictionary<string, ReplyAudio> Sounds = new()
    {
        ["parrot"] = ReplyAudio.Parrot,
        ["hum"] = ReplyAudio.Hum,
        ["file"] = ReplyAudio.File,
        ["none"] = ReplyAudio.None,
    };

    private static readonly Dictionary<string, string> ToolTypes = new()
    {
        ["function"] = "function",
        ["reply_message"] = "reply_message",
    };

    /// <summary>Reads one reply.</summary>
    internal static Reply Read(ScenarioNode node)
    {
        string? file = node.Text("audio_file");
        ScenarioNode? failed = node.Object("failed");
        Reply reply = new()
        {
            Turn = node.Integer("turn", 1),
            Kind = node.Choice("kind", Kinds, null),
            Contains = node.Text("contains"),
            Transcript = node.Text("transcript"),
            Text = node.Text("text"),
            Audio = node.Choice("audio", Sounds, file is null ? ReplyAudio.Parrot : ReplyAudio.File),
            AudioFile = file,
            Thinking = node.Milliseconds("thinking_ms"),
            IsSilent = node.Flag("no_answer"),
            FailCode = failed is null ? null : failed.Integer("code", 1) ?? throw failed.Wrong("code", "is required"),
            FailMessage = failed?.Text("msg") ?? "model error",
            Tools = node.List("tools", ReadTool),
            ToolTimeout = node.Milliseconds("tool_timeout_ms", DefaultToolTimeoutMs),
            Then = node.Object("then") is { } then ? Read(then) : null,
        };
        failed?.Finish();
        node.Finish();
        if (reply.Audio == ReplyAudio.File)
        {
            CheckFile(node, file);
        }

        return reply;
    }

    private static void CheckFile(ScenarioNode node, string? file)
    {
        if (file is null)
        {
            throw node.Wrong("audio_file", "is required when audio is \"file\"");
        }

        try
        {
            _ = WavFile.Read(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw node.Wrong("audio_file", $"must be a readable PCM WAV file ({exception.Message})");
        }
    }

    private static ToolCall ReadTool(ScenarioNode node)
    {
        string name = node.RequiredText("name");
        string arguments = node.Any("arguments") is { } value
            ? value.ValueKind == JsonValueKind.Object
                ? value.GetRawText()
                : throw node.Wrong("arguments", "must be an object")
            : "{}";
        ToolCall call = new(name, arguments, node.Choice("type", ToolTypes, "function"));
        node.Finish();
        return call;
    }
}
