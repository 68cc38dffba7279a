using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>One sound card's mixer in a directory, moved from outside by the test; see <c>mixer_card.c</c>.</summary>
internal sealed class MixerCard : IDisposable
{
    private const int Head = 8;
    private const int BytesPerControl = 8;

    private readonly TempDirectory _directory = new();
    private readonly List<string> _names;

    /// <summary>Makes a card; plugged in, all controls at 0, as the kernel brings cards up.</summary>
    /// <param name="controls">Lines of <c>NAME|int or bool|channels|min|max|TLV</c>.</param>
    public MixerCard(params string[] controls)
    {
        Assert.Null(MixerPlugin.Missing);
        _names = [.. controls.Select(line => line[..line.IndexOf('|', StringComparison.Ordinal)])];
        _directory.Write("controls", string.Join('\n', controls) + "\n");
        File.WriteAllBytes(Values, new byte[Head + (BytesPerControl * controls.Length)]);
        IsPlugged = true;
    }

    /// <summary>Master with 0.6 dB steps from -60 to 0 dB and a switch; a side tone, which is not for us.</summary>
    public static MixerCard Usual() => new(
        "Master Playback Volume|int|2|0|100|1 8 -6000 60", "Master Playback Switch|bool|2|0|1|",
        "Mic Playback Volume|int|1|0|30|1 8 -3000 100");

    /// <summary>The name of the control device, and of a PCM that plays into nothing.</summary>
    public string Name => $"mixercard:DIR={_directory.Path}";

    public bool IsPlugged
    {
        get => Word(0) != 0;
        set => Write(0, value ? 1 : 0);
    }

    private string Values => _directory["values"];

    /// <summary>Left and right of a control.</summary>
    public (int Left, int Right) this[string control]
    {
        get => (Word(Place(control)), Word(Place(control) + 4));
        set
        {
            Span<byte> both = stackalloc byte[BytesPerControl];
            BinaryPrimitives.WriteInt32LittleEndian(both, value.Left);
            BinaryPrimitives.WriteInt32LittleEndian(both[4..], value.Right);
            using var file = File.OpenHandle(Values, access: FileAccess.Write, share: FileShare.ReadWrite);
            RandomAccess.Write(file, both, Place(control));
        }
    }

    /// <summary>Another program moves it.</summary>
    /// <param name="arguments">As for <c>amixer sset</c>.</param>
    public async Task AmixerAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("amixer", ["-q", "-D", Name, "sset", .. arguments]);
        start.Environment["ALSA_CONFIG_PATH"] = AsoundConfiguration.Path;
        using var amixer = Process.Start(start)!;
        await amixer.WaitForExitAsync().Within(10);
        Assert.Equal(0, amixer.ExitCode);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var started = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), string.Create(CultureInfo.InvariantCulture, $"not within 20 s: {what}"));
            await Task.Delay(5);
        }
    }

    public void Dispose() => _directory.Dispose();

    private int Place(string control) => Head + (BytesPerControl * _names.IndexOf(control));

    private int Word(int place)
    {
        Span<byte> word = stackalloc byte[4];
        using var file = File.OpenHandle(Values, share: FileShare.ReadWrite);
        Assert.Equal(4, RandomAccess.Read(file, word, place));
        return BinaryPrimitives.ReadInt32LittleEndian(word);
    }

    private void Write(int place, int value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(word, value);
        using var file = File.OpenHandle(Values, access: FileAccess.Write, share: FileShare.ReadWrite);
        RandomAccess.Write(file, word, place);
    }
}
