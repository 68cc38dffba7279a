using System.CommandLine;
using CozeDevice.Options;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary><c>file upload</c>: gives the service a file that messages can name.</summary>
internal static class FileCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        var path = new Argument<string>("FILE") { Description = "The file, up to 15 MiB with its envelope." };
        var command = new Command("upload", "Uploads a file; the service keeps it for three months.") { path };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var content = await ApiSession.ReadAsync(parsed.GetValue(path)!, RestCall.MaxBodyBytes, cancellationToken);
            return await session.RunAsync(loaded, async api =>
            {
                var file = await api.Audio.UploadAsync(content, cancellationToken);
                if (!session.IsJson(parsed))
                {
                    await context.Out.WriteLineAsync(Printable.Line(file.Id));
                    return ExitCode.Ok;
                }

                await JsonOutput.WriteAsync(context.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("id", file.Id);
                    json.WriteString("file_name", file.Name);
                    json.WriteNumber("bytes", file.Bytes);
                    json.WriteNumber("created_at", file.CreatedAt);
                    json.WriteEndObject();
                });
                return ExitCode.Ok;
            });
        });
        return new("file", "Files for messages.") { command };
    }
}
