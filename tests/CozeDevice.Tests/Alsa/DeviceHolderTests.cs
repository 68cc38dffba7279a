using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class DeviceHolderTests : IDisposable
{
    private const string Held = "state: RUNNING\nowner_pid   : 812\ntrigger_time: 5.0\n";

    private readonly TempDirectory _proc = new();

    [Fact]
    public void The_kernel_says_who_holds_a_card()
    {
        Card(0, "vc4hdmi", "closed\n");
        Card(1, "seeed2micvoicec", Held);
        Process(812, "pulseaudio");

        Assert.Equal("\"pulseaudio\" (pid 812)", Find("plughw:CARD=seeed2micvoicec,DEV=0"));
        Assert.Equal("\"pulseaudio\" (pid 812)", Find("hw:1,0"));
        Assert.Equal("\"pulseaudio\" (pid 812)", Find("default"));
        Assert.Null(Find("plughw:CARD=vc4hdmi"));
        Assert.Null(DeviceHolder.Find("hw:1", AudioDirection.Capture, _proc.Path));
    }

    [Fact]
    public void A_thread_is_named_after_its_process()
    {
        Card(0, "Device", Held);
        Process(812, "threaded-ml", process: 700);
        Process(700, "mpd");

        Assert.Equal("\"mpd\" (pid 700)", Find("default"));
    }

    [Fact]
    public void Where_the_kernel_says_nothing_the_open_files_do()
    {
        Process(900, "arecord");
        Process(901, "aplay");
        Open(900, 3, "/dev/snd/pcmC0D0c");
        Open(901, 3, "/dev/snd/controlC0");
        Open(901, 4, "/dev/snd/pcmC0D0p");

        Assert.Equal("\"aplay\" (pid 901)", Find("default"));
        Assert.Equal("\"arecord\" (pid 900)", DeviceHolder.Find("default", AudioDirection.Capture, _proc.Path));
        Assert.Null(Find("hw:3"));
    }

    [Fact]
    public void A_process_that_has_ended_is_told_by_its_number()
    {
        Card(0, "Device", Held);

        Assert.Equal("process 812", Find("default"));
    }

    [Fact]
    public void Without_procfs_nobody_is_named() => Assert.Null(DeviceHolder.Find("default", AudioDirection.Playback, _proc["missing"]));

    [Theory]
    [InlineData("default", null)]
    [InlineData("hw:1,0", "1")]
    [InlineData("plughw:CARD=seeed,DEV=0", "seeed")]
    [InlineData("plughw:DEV=0,CARD=seeed", "seeed")]
    [InlineData("sysdefault:CARD=Device", "Device")]
    [InlineData("hw:", null)]
    public void The_card_is_read_from_the_name(string name, string? card) => Assert.Equal(card, DeviceHolder.CardOf(name));

    public void Dispose() => _proc.Dispose();

    private string? Find(string name) => DeviceHolder.Find(name, AudioDirection.Playback, _proc.Path);

    private void Card(int number, string id, string status)
    {
        _proc.Write($"asound/card{number}/id", id + "\n");
        _proc.Write($"asound/card{number}/pcm0p/sub0/status", status);
        _proc.Write($"asound/card{number}/pcm0c/sub0/status", "closed\n");
    }

    private void Process(int pid, string name, int? process = null)
    {
        _proc.Write($"{pid}/comm", name + "\n");
        _proc.Write($"{pid}/status", $"Name:\t{name}\nTgid:\t{process ?? pid}\n");
    }

    private void Open(int pid, int number, string target)
    {
        Directory.CreateDirectory(_proc[$"{pid}/fd"]);
        File.CreateSymbolicLink(_proc[$"{pid}/fd/{number}"], target);
    }
}
