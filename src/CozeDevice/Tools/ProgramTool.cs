using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CozeDevice.Tools;

/// <summary>A program as a tool: arguments as JSON on its standard input, a result on its standard output. No shell.</summary>
/// <remarks>It gets a small environment without our secrets. At its time limit, and when nobody waits for it any more, it is killed
/// with its children; what a program that ended by itself has left behind goes on.</remarks>
internal static class ProgramTool
{
    /// <summary>The longest result, in bytes.</summary>
    public const int MaxOutput = 64 * 1024;

    private const int MaxErrorText = 200;
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
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
        var output = new PipeText(program.StandardOutput.BaseStream, MaxOutput);
        var errors = new PipeText(program.StandardError.BaseStream, MaxErrorText);
        try
        {
            Task writing = WriteAsync(program.StandardInput, arguments, limit.Token);
            Task ended = program.WaitForExitAsync(limit.Token);
            await Task.WhenAny(ended, output.TooLong);
            if (output.IsTooLong)
                throw new ToolException("output_too_large", $"the tool wrote more than {MaxOutput} bytes");
            await ended;
            await writing;
            // What it left behind may hold its pipes for ever: what it wrote itself is there by now.
            await Task.WhenAny(Task.WhenAll(output.Ended, errors.Ended), Task.Delay(Grace, limit.Token));
            if (output.IsTooLong)
                throw new ToolException("output_too_large", $"the tool wrote more than {MaxOutput} bytes");
            return program.ExitCode == 0
                ? ToolText.AsJson(output.Text)
                : throw new ToolException("failed", Complaint(program.ExitCode, errors.Text));
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
