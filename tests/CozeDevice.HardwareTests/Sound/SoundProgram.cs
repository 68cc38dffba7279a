using System.Diagnostics;
using System.Globalization;
using System.Text;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary><c>aplay</c> or <c>arecord</c>: programs that know nothing of ours.</summary>
internal abstract class SoundProgram : IAsyncDisposable
{
    /// <summary>Two seconds of slack: the test's own program must never be what loses a sample.</summary>
    private const int BufferMs = 2000;
    private const double Limit = 30;

    private readonly StringBuilder _complaints = new();
    private readonly string _device;

    /// <summary>Starts it with raw S16_LE samples on its standard input or output.</summary>
    protected SoundProgram(string program, string device, int rate, int channels, int periodMs)
    {
        _device = device;
        Rate = rate;
        Channels = channels;
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["-q", "-D", device, "-t", "raw", "-f", "S16_LE"])
            start.ArgumentList.Add(argument);
        foreach ((string name, int value) in ((string, int)[])
            [("--rate", rate), ("--channels", channels), ("--period-size", periodMs * rate / 1000), ("--buffer-size", BufferMs * rate / 1000)])
        {
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
        }

        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, line) => _complaints.AppendLine(line.Data);
        Process.BeginErrorReadLine();
    }

    /// <summary>In Hz.</summary>
    public int Rate { get; }

    /// <summary>How many.</summary>
    public int Channels { get; }

    /// <summary>What it complained about; an xrun of its own would stand here.</summary>
    public string Complaints => _complaints.ToString().Trim();

    /// <summary>The process.</summary>
    protected Process Process { get; }

    /// <summary>Waits until the kernel says that its stream is open, running or not.</summary>
    /// <param name="status">The stream's file in <c>/proc/asound</c>.</param>
    protected async Task UntilOpenAsync(string status)
    {
        await KernelFile.UntilAsync(
            () => Process.HasExited || !KernelFile.Read(status).StartsWith("closed", StringComparison.Ordinal),
            $"{Process.StartInfo.FileName} opens {_device}",
            Limit);
        Assert.False(Process.HasExited, $"{Process.StartInfo.FileName} on {_device}: {Complaints}");
    }

    /// <summary>Ends it.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (!Process.HasExited) Process.Kill();
        await Process.WaitForExitAsync().Within(Limit);
        Process.Dispose();
    }
}
