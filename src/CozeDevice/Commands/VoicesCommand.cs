using System.CommandLine;
using System.Text.Json;
using CozeDevice.Rest;
using CozeDevice.Terminal;

namespace CozeDevice.Commands;

/// <summary><c>voices list</c>: the voices of the account.</summary>
internal static class VoicesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        var fields = new FieldOptions<VoiceQuery>(VoiceFields.All);
        var command = new Command("list", "Lists the voices, all pages unless --page-num says one.");
        fields.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var query = fields.Apply(parsed, loaded, new VoiceQuery());
            fields.Require(query);
            return session.RunAsync(loaded, async api =>
            {
                var voices = await api.Voices.ListAsync(query, cancellationToken);
                if (session.IsJson(parsed)) await JsonOutput.WriteAsync(context.Out, json => WriteJson(json, voices));
                else await WriteTableAsync(context.Out, voices);
                return ExitCode.Ok;
            });
        });
        return new("voices", "The voices an agent can speak with.") { command };
    }

    private static async Task WriteTableAsync(TextWriter output, IReadOnlyList<Voice> voices)
    {
        List<string[]> rows = [["voice_id", "name", "language", "model", "state", "owner", "emotions"]];
        foreach (var voice in voices)
        {
            rows.Add(
            [
                voice.Id, voice.Name, voice.LanguageCode, voice.ModelType, voice.State, voice.IsSystem ? "coze" : "own",
                string.Join(' ', voice.Emotions.Select(emotion => emotion.Name)),
            ]);
        }

        foreach (var line in TextTable.Lines(rows)) await output.WriteLineAsync(line);
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Voice> voices)
    {
        json.WriteStartArray();
        foreach (var voice in voices)
        {
            json.WriteStartObject();
            json.WriteString("voice_id", voice.Id);
            json.WriteString("name", voice.Name);
            json.WriteBoolean("is_system_voice", voice.IsSystem);
            json.WriteString("language_code", voice.LanguageCode);
            json.WriteString("language_name", voice.LanguageName);
            json.WriteString("preview_text", voice.PreviewText);
            json.WriteString("preview_audio", voice.PreviewAudio);
            json.WriteNumber("available_training_times", voice.TrainingTimes);
            json.WriteNumber("create_time", voice.CreatedAt);
            json.WriteNumber("update_time", voice.UpdatedAt);
            json.WriteString("model_type", voice.ModelType);
            json.WriteString("state", voice.State);
            json.WriteStartArray("support_emotions");
            foreach (var emotion in voice.Emotions)
            {
                json.WriteStartObject();
                json.WriteString("emotion", emotion.Name);
                json.WriteString("display_name", emotion.DisplayName);
                json.WriteString("min", emotion.Min);
                json.WriteString("max", emotion.Max);
                json.WriteString("default", emotion.Default);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
