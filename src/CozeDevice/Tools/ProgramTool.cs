using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CozeDevice.Tools;

/// <summary>A program as a tool: arguments as JSON on its standard input, a result on its standard output. No shell.</summary>
/// <remarks>It gets a small environment without our secrets. At its time limit, and when the device stops, it is killed with its
/// children.</remarks>
internal static class ProgramTool
{
    /// <summary>The longest result, in bytes.</summary>
    public const int MaxOutput = 64 * 1024;

    private const int MaxErrorText = 200;
    private static readonly string[] Passed = ["PATH", "LANG", "LC_ALL", "TZ", "HOME"];

    /// <summary>The tool.</summary>
    /// <param name="tool">With a command.</param>
    public static DeviceTool Create(UserTool tool) => new(
        tool.Definition, (arguments, stop) => new(RunAsync(tool, arguments.GetRawText(), stop)));

    private static async Task<string> RunAsync(UserTool tool, string arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(tool.Limit);
        using Process program = Start(tool.Command);
        try
        {
            Task<(string Text, bool IsCut)> output = ReadAsync(program.StandardOutput.BaseStream, MaxOutput, limit.Token);
            Task<(string Text, bool IsCut)> errors = ReadAsync(program.StandardError.BaseStream, MaxErrorText, limit.Token);
            await WriteAsync(program.StandardInput, arguments, limit.Token);
            (string text, bool isCut) = await output;
            if (isCut)
                throw new ToolException("output_too_large", $"the tool wrote more than {MaxOutput} bytes");
            await program.WaitForExitAsync(limit.Token);
            (string complaint, _) = await errors;
            return program.ExitCode == 0
                ? ToolText.AsJson(text)
                : throw new ToolException("failed", Complaint(program.ExitCode, complaint));
        }
        catch (OperationCanceledException)
        {
            throw new ToolException("timeout", $"the tool took longer than {tool.Limit.TotalSeconds:0.#} s");
        }
        finally
        {
            Kill(program);
        }
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = "/",
        };
        foreach (string word in command.Skip(1))
            start.ArgumentList.Add(word);
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (!Passed.Contains(name))
                start.Environment.Remove(name);
        }
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new ToolException("failed", $"the tool cannot be started: {failure.Message}");
        }
    }

    private static async Task WriteAsync(StreamWriter input, string arguments, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(arguments.AsMemory(), cancellationToken);
            input.Close();
        }
        catch (IOException)
        {
            // It does not read them: then it needs none.
        }
    }

    // What is beyond the limit is read no further: the program is killed for it.
    private static async Task<(string Text, bool IsCut)> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var bytes = new byte[most + 1];
        int length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return (Encoding.UTF8.GetString(bytes, 0, Math.Min(length, most)), length > most);
    }

    private static string Complaint(int exitCode, string text)
    {
        string line = text.Split('\n', 2)[0].Trim();
        return line.Length == 0 ? $"the tool ended with {exitCode}" : $"the tool ended with {exitCode}: {line}";
    }

    private static void Kill(Process program)
    {
        try
        {
            if (!program.HasExited)
                program.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }
}
