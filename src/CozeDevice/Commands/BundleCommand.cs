using System.CommandLine;
using System.Globalization;
using CozeDevice.Bundle;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary><c>support-bundle</c>: what support needs, without a secret, for people to look at before they hand it on.</summary>
internal static class BundleCommand
{
    private const string Missing = "could not be had";

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var outFile = new Option<string?>("--out")
        {
            Description = "The archive; cozedevice-support-TIME.tar.gz unless given.",
            HelpName = "FILE.tar.gz",
        };
        var command = new Command("support-bundle", "Collects logs, configuration and checks for support, without secrets.") { outFile };
        command.SetAction((parsed, token) =>
            RunAsync(context, shared.Load(parsed, context), parsed.GetValue(outFile), parsed.GetValue(shared.Json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context, LoadedConfiguration loaded, string? outFile, bool asJson, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var folder = string.Create(CultureInfo.InvariantCulture, $"cozedevice-support-{now:yyyyMMdd-HHmmss}");
        var path = outFile ?? folder + ".tar.gz";
        // Before everything is collected, which takes its time.
        if (File.Exists(path)) throw new CommandException(ExitCode.Usage, $"{Printable.Line(path)} is there already; name another file with --out");
        var secrets = new SecretText(KnownSecrets.Find(context, loaded));
        var entries = await new BundleContent(context, loaded, context.Programs).CollectAsync(cancellationToken);
        List<(string Name, string Text)> files = [.. entries.Where(entry => entry.Content is not null).Select(entry => (entry.Name, secrets.Mend(entry.Content!)))];
        files.Insert(0, ("README.txt", Contents(entries)));
        try
        {
            BundleArchive.Write(path, folder, files, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CommandException(ExitCode.Usage, $"cannot write {Printable.Line(path)}: {Printable.Line(e.Message)}");
        }

        if (asJson) await JsonOutput.WriteAsync(context.Out, json => Write(json, path, entries));
        else await context.Out.WriteLineAsync($"{Printable.Line(path)}, for you alone (mode 0600), holds\n\n{Contents(entries)}\nLook through it before you hand it on: tar -xzf {Printable.Line(path)}");
        return ExitCode.Ok;
    }

    private static string Contents(IReadOnlyList<BundleEntry> entries)
    {
        var width = entries.Max(entry => entry.Name.Length);
        var lines = entries.Select(entry => $"  {entry.Name.PadRight(width)}  {(entry.Content is null ? $"({Missing}: {entry.What})" : entry.What)}");
        return string.Join('\n', lines) + "\n\nTokens, keys and passwords are masked. Nothing that was said, and no answer, is in it.\n";
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, string path, IReadOnlyList<BundleEntry> entries)
    {
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("what", entry.What);
            json.WriteBoolean("present", entry.Content is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
