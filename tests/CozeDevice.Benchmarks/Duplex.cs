using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Linux.Speex;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Benchmarks;

/// <summary>Listening while speaking, in real time: both pumps on their threads with Opus both ways, and what that costs of a core.</summary>
internal static class Duplex
{
    private const int Seconds = 30;
    private const int WarmUpSeconds = 5;
    private const int Frame = AudioFormat.FrameSamples;

    /// <summary>Measures without and with the canceller and prints a line each.</summary>
    public static void Run()
    {
        Measure("without", null);
        var options = new EchoOptions();
        Measure("with", new EchoCanceller(
            options, SpeexEchoFilter.Create(options.TailMs), TimeProvider.System, NullLogger<EchoCanceller>.Instance));
    }

    private static void Measure(string name, EchoCanceller? echo)
    {
        var time = TimeProvider.System;
        var file = Path.GetTempFileName();
        using (var wav = new WavWriter(file, AudioFormat.SampleRate))
        {
            wav.Write(TestSpeech.Make(Seconds + WarmUpSeconds + 1));
            wav.WriteHeader();
        }

        var codecs = new LinuxCodecs();
        var playout = new PlayoutBuffer();
        var notices = Channel.CreateUnbounded<AudioNotice>();
        using var capture = new CapturePump(
            new CaptureOptions { Device = $"file:{file}" }, new FileAndNullDevices(time, new None()), codecs.CreateEncoder(AudioCodec.Opus),
            new Sink(), notices.Writer, new SystemPacer(time), time, NullLogger<CapturePump>.Instance)
        { Echo = echo };
        var format = new WireFormat(AudioCodec.Opus, AudioFormat.SampleRate);
        // A file of nothing is paced as a card is.
        using var playback = new PlaybackPump(
            new PlaybackOptions { Device = "file:/dev/null", Expected = format }, new FileAndNullDevices(time, new None()), codecs, playout,
            new Volume(70), notices.Writer, new SystemPacer(time), time, NullLogger<PlaybackPump>.Instance)
        { Echo = echo };
        Fill(playout, codecs, format);
        playback.Start(new PlainThreads());
        capture.Start(new PlainThreads());
        capture.Open(1);
        Pause(WarmUpSeconds);
        var (before, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        Pause(Seconds);
        var used = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine(
            $"{name} canceller: {100 * used.TotalSeconds / Seconds:0.00} % of a core, {GC.GetTotalAllocatedBytes(precise: true) - allocated} bytes allocated in {Seconds} s, {capture.Counters.FramesSent} frames up, {playback.Counters.FramesWritten} down{(echo is null ? "" : $", {echo.Status}")}");
        File.Delete(file);
        echo?.Dispose();
    }

    private static void Fill(PlayoutBuffer playout, LinuxCodecs codecs, WireFormat format)
    {
        using var encoder = codecs.CreateEncoder(AudioCodec.Opus);
        var speech = TestSpeech.Make(Seconds + WarmUpSeconds + 1);
        var packet = new byte[encoder.MaxPayloadBytes];
        for (var at = 0; at + Frame <= speech.Length; at += Frame)
            playout.Write(1, format, packet.AsSpan(0, encoder.Encode(speech.AsSpan(at, Frame), packet)));
    }

    private static void Pause(int seconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromSeconds(seconds));
    }

    private sealed class None : IAudioDevices
    {
        public IPcmCapture OpenCapture(string name) => throw new AudioDeviceException(name, "there is none");

        public IPcmPlayback OpenPlayback(string name) => throw new AudioDeviceException(name, "there is none");
    }

    private sealed class Sink : IFrameSink
    {
        public void Begin(int turn) { }

        public bool Write(int turn, ReadOnlySpan<byte> payload) => true;

        public void End(int turn, UtteranceEnd end) { }
    }
}
