using System.Diagnostics;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>The mixer thread on the kernel's own dummy card (snd-dummy): Master from -45 to 0 dB in steps of 0.3 dB, without a
/// switch.</summary>
public sealed class MixerTests : IDisposable
{
    private const string Device = "plughw:CARD=Dummy";
    private const string Driver = "/sys/bus/platform/drivers/snd_dummy";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private readonly Volume _volume = new(50);
    private readonly MixerPump _pump;

    public MixerTests()
    {
        Assert.SkipUnless(Directory.Exists("/proc/asound/Dummy"), "there is no sound card \"Dummy\"; run scripts/virtual-board.sh");
        _pump = new MixerPump(
            new MixerOptions(Device, IMixers.Auto), new AlsaMixers(NullLogger<AlsaMixers>.Instance), _volume, _notices.Writer,
            new SystemPacer(TimeProvider.System), NullLogger<MixerPump>.Instance);
        _pump.Start(new PlainThreads());
    }

    public void Dispose() => _pump?.Dispose();

    [Fact]
    public async Task The_card_takes_our_volume_in_decibels()
    {
        await ToldAsync<MixerChanged>();

        MixerReading reading = _pump.Reading!;
        Assert.Equal(("Dummy", "Master", -45.0, 0.0), (reading.Element.Card, reading.Element.Name, reading.Element.MinDb, reading.Element.MaxDb));
        Assert.Equal(-22.5, reading.State.Decibels, 0.31); // half of 45 dB
    }

    [Fact]
    public async Task Another_program_moves_it_and_we_hear_of_it()
    {
        await ToldAsync<MixerChanged>();

        await RunAsync("amixer", "-q", "-c", "Dummy", "sset", "Master", "100%");

        Assert.Equal(new MixerMoved(100, 0), await ToldAsync<MixerMoved>());
    }

    [Fact]
    public async Task A_card_that_is_unplugged_is_let_go_and_set_again_when_it_returns()
    {
        await ToldAsync<MixerChanged>();

        // Ends only when nobody holds the card any more.
        await Task.Run(() => File.WriteAllText($"{Driver}/unbind", "snd_dummy.0")).WaitAsync(Limit);
        await ToldAsync<MixerChanged>();
        Assert.False(_volume.IsInHardware);

        File.WriteAllText($"{Driver}/bind", "snd_dummy.0");
        _pump.Look();
        await ToldAsync<MixerChanged>();
        Assert.Equal(-22.5, _pump.Reading!.State.Decibels, 0.31);
    }

    private async Task<T> ToldAsync<T>()
        where T : AudioNotice => Assert.IsType<T>(await _notices.Reader.ReadAsync().AsTask().WaitAsync(Limit));

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(0, process.ExitCode);
    }
}
