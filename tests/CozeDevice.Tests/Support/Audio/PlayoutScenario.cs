using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Codecs;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A random hour of a difficult network, all of it from one seed: codecs, cuts, bursts, jitter, stalls, end marks that
/// are late or never come, and people who interrupt.</summary>
internal sealed class PlayoutScenario(int seed, PlayoutSimulation simulation, PlayoutWitness witness)
{
    private readonly Random _random = new(seed);
    private readonly List<long> _whole = [];

    /// <summary>Streams that nobody interrupted and whose end mark came.</summary>
    public IReadOnlyList<long> Whole => _whole;

    /// <summary>Plans and plays all answers.</summary>
    public void Run()
    {
        var answers = _random.Next(1, 5);
        for (var i = 1; i <= answers; i++)
        {
            var silentAt = PlanAnswer(2 * i);
            while (simulation.Pacer.HasPlans) simulation.Step();
            if (silentAt is { } stream) Discard(stream);
            simulation.Settle();
            simulation.Pacer.Advance(_random.Next(0, 3_000));
        }
    }

    /// <summary>Plans one answer.</summary>
    /// <returns>The stream to discard at its end, if its end mark never comes.</returns>
    private long? PlanAnswer(long stream)
    {
        var isPacket = _random.Next(3) == 0;
        var isG711 = !isPacket && _random.Next(2) == 0;
        var frames = _random.Next(1, 100);
        var sound = new short[frames * AudioFormat.FrameSamples];
        var bytes = isPacket ? [] : Bytes(stream, sound, isG711);
        var format = isPacket ? NumberedCodecs.Format : isG711 ? new WireFormat(AudioCodec.G711A, 16_000) : PlaybackBench.Pcm;
        var sampleBytes = isG711 ? 1 : 2;
        var at = simulation.Pacer.Now + TimeSpan.FromMilliseconds(_random.Next(1, 500));
        var last = at;
        var speed = _random.Next(3) switch { 0 => 1, 1 => 1.2, _ => 1 + (4 * _random.NextDouble()) };
        var jitterMs = _random.Next(3) * _random.Next(0, 150);
        var isBurst = _random.Next(3) == 0;
        simulation.Pacer.At(at, () => witness.Begin(stream, sound, isPacket));
        var (sent, arrived) = (0, 0);
        for (var number = 0; isPacket ? number < frames : sent < bytes.Length; number++)
        {
            var media = isPacket ? number * 20.0 : sent * 1000.0 / (16_000 * sampleBytes);
            var due = at + TimeSpan.FromMilliseconds(isBurst ? Math.Floor(media / 1200) * 1000 : media / speed)
                + TimeSpan.FromMilliseconds(jitterMs * _random.NextDouble());
            if (_random.Next(40) == 0) due += TimeSpan.FromMilliseconds(_random.Next(0, 1_500));
            if (due > last) last = due;
            if (isPacket)
            {
                var packet = NumberedCodecs.Packet(stream, number);
                NumberedCodecs.Fill(packet, sound.AsSpan(number * AudioFormat.FrameSamples));
                Plan(last, () => Arrive(stream, format, packet, AudioFormat.FrameSamples));
                continue;
            }

            var length = Math.Min(bytes.Length - sent, Cut());
            var payload = bytes.AsMemory(sent, length);
            sent += length;
            var whole = (sent / sampleBytes) - arrived;
            arrived += whole;
            Plan(last, () => Arrive(stream, format, payload.Span, whole));
        }

        return PlanEnd(stream, at, last);
    }

    private long? PlanEnd(long stream, TimeSpan first, TimeSpan last)
    {
        if (_random.Next(4) == 0)
        {
            // Interrupted: somewhere, perhaps before the first sound, perhaps behind the last.
            var until = (last - first).TotalMilliseconds + 500;
            Plan(first + TimeSpan.FromMilliseconds(until * _random.NextDouble()), () => Discard(stream + 1));
            return null;
        }

        if (_random.Next(6) == 0) return stream + 1;
        Plan(last + TimeSpan.FromMilliseconds(_random.Next(3) * _random.Next(0, 400)), () =>
        {
            witness.Complete();
            simulation.Buffer.Complete(stream);
        });
        _whole.Add(stream);
        return null;
    }

    private int Cut() => _random.Next(4) switch { 0 => _random.Next(1, 40), 1 => 640, _ => _random.Next(100, 3_000) };

    private void Plan(TimeSpan at, Action happens) => simulation.Pacer.At(at, happens);

    private void Arrive(long stream, WireFormat format, ReadOnlySpan<byte> payload, int samples)
    {
        if (simulation.Buffer.Write(stream, format, payload)) witness.Arrive(samples);
    }

    private void Discard(long next)
    {
        simulation.Buffer.Discard(next);
        witness.Begin(0, [], false);
    }

    private static byte[] Bytes(long stream, short[] sound, bool isG711)
    {
        Signal.Noise(sound.Length, (int)stream).CopyTo(sound.AsSpan());
        if (!isG711) return MemoryMarshal.AsBytes(sound.AsSpan()).ToArray();
        var bytes = new byte[sound.Length];
        G711.EncodeA(sound, bytes);
        G711.DecodeA(bytes, sound);
        return bytes;
    }
}
