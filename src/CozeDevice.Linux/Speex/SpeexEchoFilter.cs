using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Linux.Speex;

/// <summary>The adaptive filter of libspeexdsp (multi-delay block frequency domain, MDF) at 16 kHz.</summary>
/// <remarks>Without its preprocessor: that would add 20 ms and change the voice the service is to understand. Owned by the mic
/// thread. Allocates nothing after construction.</remarks>
public sealed class SpeexEchoFilter : IEchoFilter
{
    private readonly EchoStateHandle _state;

    private SpeexEchoFilter(EchoStateHandle state) => _state = state;

    /// <summary>Makes a filter.</summary>
    /// <param name="tailMs">How long the room answers, in milliseconds.</param>
    /// <exception cref="EchoFilterException">libspeexdsp is not installed, or cannot make one.</exception>
    public static SpeexEchoFilter Create(int tailMs) => Create(tailMs, Libspeexdsp.Library);

    internal static unsafe SpeexEchoFilter Create(int tailMs, string library)
    {
        if (!NativeLibrary.TryLoad(library, out _))
        {
            throw new EchoFilterException(
                $"speex needs {Libspeexdsp.Library}, which is not installed: run `apt-get install libspeexdsp1` or set Audio:EchoCancel to off");
        }

        var state = Libspeexdsp.speex_echo_state_init(AudioFormat.FrameSamples, AudioFormat.Samples(tailMs));
        var rate = AudioFormat.SampleRate;
        if (!state.IsInvalid && Libspeexdsp.speex_echo_ctl(state, Libspeexdsp.SPEEX_ECHO_SET_SAMPLING_RATE, &rate) == 0)
            return new SpeexEchoFilter(state);
        state.Dispose();
        throw new EchoFilterException($"speex: {Libspeexdsp.Library} cannot make an echo canceller");
    }

    /// <inheritdoc/>
    public unsafe void Cancel(ReadOnlySpan<short> microphone, ReadOnlySpan<short> reference, Span<short> output)
    {
        const int Frame = AudioFormat.FrameSamples;
        if (microphone.Length != Frame || reference.Length != Frame || output.Length != Frame)
            throw new ArgumentException("Not frames of 20 ms.");
        fixed (short* recorded = microphone)
        fixed (short* played = reference)
        fixed (short* left = output)
            Libspeexdsp.speex_echo_cancellation(_state, recorded, played, left);
    }

    /// <inheritdoc/>
    public void Reset() => Libspeexdsp.speex_echo_state_reset(_state);

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
