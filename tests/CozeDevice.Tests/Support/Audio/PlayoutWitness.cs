using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Knows what arrived and checks every frame against it: nothing is skipped, repeated, reordered or of an older stream,
/// and sound is made up only while sound is really missing.</summary>
internal sealed class PlayoutWitness
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int FadeIn = 80;
    private const int FadeOut = 2 * Frame;

    private readonly PlayoutSimulation _simulation;
    private readonly List<long> _drained = [];
    private long _stream;
    private bool _isPacket;
    private short[] _sound = [];
    private int _arrived; // samples
    private bool _isComplete;
    private int _position; // samples handed to the card
    private int _made; // frames of the gap
    private int _madeLeft; // samples of a fade that go on in the next frame
    private bool _wasStarted;

    public PlayoutWitness(PlayoutSimulation simulation)
    {
        _simulation = simulation;
        simulation.Writing = Check;
        simulation.Told = Check;
    }

    /// <summary>Gaps that were gaps: the stream went on.</summary>
    public int Starvations { get; private set; }

    /// <summary>Frames made up in them.</summary>
    public int FramesMadeUp { get; private set; }

    /// <summary>Streams told as heard.</summary>
    public IReadOnlyList<long> Drained => _drained;

    /// <summary>From now on only this stream may be heard; 0 for none.</summary>
    public void Begin(long stream, short[] sound, bool isPacket)
    {
        (_stream, _sound, _isPacket) = (stream, sound, isPacket);
        (_arrived, _isComplete, _position, _made, _madeLeft, _wasStarted) = (0, false, 0, 0, 0, false);
    }

    public void Arrive(int samples) => _arrived += samples;

    public void Complete() => _isComplete = true;

    private int Waiting => _arrived - _position;

    private void Check(short[] frame)
    {
        Assert.True(_stream != 0, "a frame of a stream that was discarded");
        if (IsNext(frame)) return;
        if (_isComplete && _made == 0) Assert.Fail($"stream {_stream}: not what follows at sample {_position} of {_arrived}");
        CheckMadeUp(frame);
    }

    /// <summary>Whether it is what follows; behind a gap it must rise.</summary>
    private bool IsNext(short[] frame)
    {
        var count = Math.Min(Frame, Waiting);
        if (count <= 0 || (count < Frame && !_isComplete)) return false;
        var expected = new short[Frame];
        _sound.AsSpan(_position, count).CopyTo(expected);
        if (_made > 0)
        {
            var from = _isPacket && _made == 1 ? 0.5f : 0;
            for (var i = 0; i < FadeIn; i++) expected[i] = (short)(expected[i] * (from + ((1 - from) * i / FadeIn)));
        }

        if (!frame.AsSpan().SequenceEqual(expected)) return false;
        if (!_wasStarted || _made > 0)
            Assert.True(_isComplete || Waiting >= AudioFormat.Samples(60), $"started with {Waiting} samples");
        if (_made > 0) (Starvations, FramesMadeUp, _made, _madeLeft) = (Starvations + 1, FramesMadeUp + _made, 0, 0);
        _wasStarted = true;
        _position += count;
        return true;
    }

    private void CheckMadeUp(short[] frame)
    {
        Assert.True(_wasStarted, "made up before the stream began");
        if (_madeLeft > 0)
        {
            Assert.True(frame.AsSpan(_madeLeft).IndexOfAnyExcept((short)0) < 0, "more than a fade");
            _madeLeft = 0;
            return;
        }

        Assert.InRange(_simulation.Speaker.Delay, 0, Frame);
        if (_isPacket)
        {
            Assert.InRange(_made, 0, 1);
            Assert.True(_made > 0 || Waiting == 0, $"made up although {Waiting} samples wait");
            for (var i = 0; i < Frame; i++)
            {
                var faded = (short)(NumberedCodecs.MadeUp * ((FadeOut - (_made * Frame) - i) / (float)FadeOut));
                Assert.Equal(faded, frame[i]);
            }
        }
        else
        {
            var rest = Waiting;
            Assert.InRange(rest, 0, Frame - 1);
            Assert.Equal(0, _made);
            Assert.True(frame.AsSpan(0, rest).SequenceEqual(_sound.AsSpan(_position, rest)), "what was left is not heard");
            var end = rest + FadeIn;
            if (end <= Frame) Assert.True(frame.AsSpan(end).IndexOfAnyExcept((short)0) < 0, "more than a fade");
            _madeLeft = Math.Max(0, end - Frame);
            _position += rest;
        }

        _made++;
    }

    private void Check(AudioNotice notice)
    {
        if (notice is not PlaybackDrained drained) return;
        Assert.Equal(_stream, drained.Stream);
        Assert.True(_isComplete, "drained before the end mark");
        Assert.Equal(_arrived, _position);
        Assert.Equal(0, _simulation.Speaker.Delay);
        _drained.Add(drained.Stream);
    }
}
