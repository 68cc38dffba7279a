using System.CommandLine;
using CozeDevice.Options;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary><c>transcribe</c>: writes down what is said in a recording.</summary>
internal static class TranscribeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        var path = new Argument<string>("FILE") { Description = "The recording, up to 10 MiB and 30 minutes." };
        var command = new Command("transcribe", "Writes down what is said in a recording.") { path };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var content = await ApiSession.ReadAsync(
                parsed.GetValue(path)!, AudioFields.Transcription[0].MaxBytes!.Value, cancellationToken);
            return await session.RunAsync(loaded, async api =>
            {
                var text = await api.Audio.TranscribeAsync(content, cancellationToken);
                if (!session.IsJson(parsed))
                {
                    await context.Out.WriteLineAsync(Printable.Text(text));
                    return ExitCode.Ok;
                }

                await JsonOutput.WriteAsync(context.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("text", text);
                    json.WriteEndObject();
                });
                return ExitCode.Ok;
            });
        });
        return command;
    }
}
