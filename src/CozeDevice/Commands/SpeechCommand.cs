using System.CommandLine;
using CozeDevice.Options;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary><c>speech</c>: speaks a text into a file.</summary>
internal static class SpeechCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        var fields = new FieldOptions<SpeechRequest>(AudioFields.Speech);
        var text = new Argument<string[]>("TEXT") { Description = "What is spoken, up to 1024 bytes.", Arity = ArgumentArity.OneOrMore };
        var path = new Option<string>("--out")
        {
            Description = "The file; .wav, .pcm, .ogg, .opus or .mp3 say the format too.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("speech", "Speaks a text into a file.") { text, path };
        fields.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var file = parsed.GetValue(path)!;
            var request = fields.Apply(parsed, loaded, new SpeechRequest { Input = string.Join(' ', parsed.GetValue(text)!) });
            request = request with { Format = request.Format ?? FormatOf(file) };
            fields.Require(request);
            return await session.RunAsync(loaded, async api =>
            {
                var bytes = await WriteAsync(file, output => api.Audio.SpeakAsync(request, output, cancellationToken));
                if (!session.IsJson(parsed))
                {
                    await context.Out.WriteLineAsync($"{Printable.Line(file)}: {bytes} bytes of {request.Format}");
                    return ExitCode.Ok;
                }

                await JsonOutput.WriteAsync(context.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", file);
                    json.WriteString("format", request.Format);
                    json.WriteNumber("bytes", bytes);
                    json.WriteEndObject();
                });
                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static string FormatOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".wav" => "wav",
        ".pcm" => "pcm",
        ".ogg" or ".opus" => "ogg_opus",
        ".mp3" => "mp3",
        _ => throw new CommandException(
            ExitCode.Usage, $"{Printable.Line(file)} does not say its format; end it with .wav, .pcm, .ogg or .mp3, or give --response-format"),
    };

    // Under another name until it is whole: what failed leaves neither half a file nor destroys an old one.
    private static async Task<long> WriteAsync(string file, Func<Stream, Task<long>> write)
    {
        var part = file + ".part";
        try
        {
            long bytes;
            await using (var output = File.Create(part)) bytes = await write(output);
            File.Move(part, file, overwrite: true);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CommandException(ExitCode.Failed, $"{Printable.Line(file)} cannot be written: {e.Message}");
        }
        finally
        {
            TryDelete(part);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // What could not be written cannot be deleted either; that was said already.
        }
    }
}
