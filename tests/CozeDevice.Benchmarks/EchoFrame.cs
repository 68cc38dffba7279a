using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;
using CozeDevice.Linux.Speex;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Benchmarks;

/// <summary>The own voice out of a frame of 20 ms, with the reference's way from the speaker and the watch over the clocks.</summary>
#pragma warning disable CA1001 // disposed by the clean-up the runner calls
[MemoryDiagnoser]
public class EchoFrame
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Frames = 150;
    private const int LateFrames = 4;

    private readonly short[] _speech = TestSpeech.Make(seconds: Frames * AudioFormat.FrameMs / 1000);
    private readonly short[] _frame = new short[Frame];
    private readonly Clock _clock = new();
    private EchoCanceller? _echo;
    private int _at;

    /// <summary>Whether the way of the echo is still searched for.</summary>
    [Params(false, true)]
    public bool Searches { get; set; }

    /// <summary>Milliseconds the room answers.</summary>
    [Params(200, 400)]
    public int TailMs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var options = new EchoOptions { TailMs = TailMs, DelayMs = Searches ? null : 0 };
        _echo = new EchoCanceller(options, SpeexEchoFilter.Create(TailMs), _clock, NullLogger<EchoCanceller>.Instance);
        for (var i = 0; i < 10 * Frames; i++) Cancel();
    }

    [GlobalCleanup]
    public void Cleanup() => _echo?.Dispose();

    [Benchmark]
    public bool Cancel()
    {
        _at = (_at + 1) % Frames;
        _echo!.Played(_speech.AsSpan(_at * Frame, Frame), LateFrames * Frame);
        _clock.Frames++;
        // What is searched for is never there: something else is heard.
        if (Searches) _frame.AsSpan().Fill((short)(_clock.Frames % 1_000));
        else _speech.AsSpan((_at + Frames - LateFrames) % Frames * Frame, Frame).CopyTo(_frame);
        _echo.Cancel(_frame, waiting: 0);
        return _echo.IsTrusted;
    }

    private sealed class Clock : TimeProvider
    {
        public long Frames { get; set; }

        public override long TimestampFrequency => 1000 / AudioFormat.FrameMs;

        public override long GetTimestamp() => Frames;
    }
}
