using CozeDevice.Audio;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>The canceller in real time, through the real pumps and the real libasound, in a room with a response.</summary>
/// <remarks>The figures promised are measured with COZEDEVICE_LONG=1, all rooms at once: half a minute. Without it one room is
/// heard for some seconds; what the filter does is tested faster than real time elsewhere.</remarks>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaEchoTests : IDisposable
{
    private const int Attempts = 3;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    private readonly ITestOutputHelper _output;
    private readonly TestLog _log = new();

    public AlsaEchoTests(ITestOutputHelper output) => _output = output;

    [AlsaFact]
    public async Task The_reference_is_found_and_kept_through_a_barge_in()
    {
        if (!SpeexFactAttribute.IsInstalled) Assert.Skip("libspeexdsp.so.1 is not installed");
        // A busy machine may break the streams meanwhile: then it takes longer, and comes all the same.
        using var room = new AlsaRoom(1, delayMs: 40, seconds: 8, _log);
        room.Start();
        await AlsaRoom.Until(() => room.Echo.Status.State == EchoState.Learning);
        room.Say(1, Speech.Of("en", 70));
        await AlsaRoom.Until(() => room.Echo.IsTrusted);
        var before = room.Echo.Status;
        var alignments = before.Alignments;
        room.Hush(1);
        var isTrustedAfterwards = room.Echo.IsTrusted;
        await AlsaRoom.Until(() => room.Echo.Status.Alignments > alignments);

        _output.WriteLine($"{before}; then {room.Echo.Status}; {room.Speaker[Slot.Xruns]} underruns");
        Assert.False(isTrustedAfterwards);
        Assert.InRange(before.DelayMs!.Value, 35, 45);
        Assert.True(before.AttenuationDb >= 12);
    }

    [AlsaTheory]
    [InlineData(1_024, false)]
    [InlineData(1_024, true)]
    [InlineData(160, false)]
    public async Task A_speaker_of_any_period_plays_silence_without_an_end(int period, bool isCoarse)
    {
        if (!SpeexFactAttribute.IsInstalled) Assert.Skip("libspeexdsp.so.1 is not installed");
        using var room = new AlsaRoom(1, delayMs: 40, seconds: 3, _log);
        room.Speaker[Slot.Period] = period;
        room.Speaker[Slot.Coarse] = isCoarse ? 1 : 0;
        room.Start();
        await AlsaRoom.Until(() => room.Echo.Status.Alignments > 0 && room.Echo.IsFull);

        _output.WriteLine($"{room.Echo.Status}; {room.Speaker[Slot.Xruns]} underruns, {room.Speaker[Slot.Heard]} samples heard");
        Assert.InRange(room.Speaker[Slot.Heard], AudioFormat.SampleRate, long.MaxValue);
        Assert.InRange(room.Speaker[Slot.Xruns], 0, 10); // of a busy machine; one that starves has dozens
    }

    [AlsaFact]
    public async Task What_is_promised_about_the_own_voice_is_kept()
    {
        if (!IsLong) Assert.Skip("30 s long: set COZEDEVICE_LONG=1");
        if (!SpeexFactAttribute.IsInstalled) Assert.Skip("libspeexdsp.so.1 is not installed");
        // Each room is judged in an attempt that did not disturb it.
        var judged = new HashSet<string>(StringComparer.Ordinal);
        await Calmly(async () =>
        {
            using var near = new AlsaRoom(1, delayMs: 40, seconds: 38, _log);
            using var far = new AlsaRoom(2, delayMs: 120, seconds: 38, _log);
            using var broken = new AlsaRoom(3, delayMs: 40, seconds: 38, _log);
            using var clocks = new AlsaRoom(4, delayMs: 40, seconds: 38, _log, ppm: 50);
            AlsaRoom[] rooms = [near, far, broken, clocks];
            var person = new short[38 * AudioFormat.SampleRate];
            Speech.Of("zh", 6).CopyTo(person, 31 * AudioFormat.SampleRate);
            near.Microphone.Hears(person);
            far.Microphone.Hears(person);
            foreach (var room in rooms)
            {
                room.Start();
                room.Say(1, Speech.Of("en", 40));
            }

            await AlsaRoom.Until(() => broken.Echo.Seconds >= 20);
            var brokenAt = broken.Echo.Seconds;
            broken.Speaker[Slot.Xrun] = 1;
            await AlsaRoom.Until(() => rooms.All(r => r.Echo.IsFull));

            foreach (var (name, room) in new[] { ("40 ms", near), ("120 ms", far) })
            {
                _output.WriteLine(
                    $"{name}: 1-2 s {room.Echo.Attenuation(1, 2):0.0}, 4-8 s {room.Echo.Attenuation(4, 8):0.0}, 15-30 s {room.Echo.Attenuation(15, 30):0.0} dB, double talk {room.Echo.NearGain(person, 31, 37):0.00} dB; {room.Echo.Status}");
            }

            _output.WriteLine(
                $"underrun at {brokenAt:0.0} s: 0-2 s {broken.Echo.Attenuation(brokenAt, brokenAt + 2):0.0}, 2-4 s {broken.Echo.Attenuation(brokenAt + 2, brokenAt + 4):0.0}, 8-10 s {broken.Echo.Attenuation(brokenAt + 8, brokenAt + 10):0.0} dB; {broken.Echo.Status}");
            _output.WriteLine($"50 ppm: {clocks.Echo.Status}");
            foreach (var (name, room) in new[] { ("40 ms", near), ("120 ms", far) })
            {
                if (room.IsDisturbed() || !judged.Add(name)) continue;
                Assert.True(room.Echo.Attenuation(15, 30) >= 25);
                Assert.InRange(room.Echo.NearGain(person, 31, 37), -2, 0.5);
                Assert.True(room.Echo.IsTrusted);
            }

            if (!broken.IsDisturbed(1) && judged.Add("underrun"))
            {
                Assert.True(broken.Echo.Attenuation(brokenAt + 8, brokenAt + 10) >= 15);
                Assert.Equal(2, broken.Echo.Status.Alignments);
            }

            Assert.Equal(EchoState.Refused, clocks.Echo.Status.State);
            Assert.Contains(
                _log.Messages(LogLevel.Warning), m => m.Contains("a speakerphone that removes its own echo", StringComparison.Ordinal));
            return judged.Count == 3;
        });
    }

    public void Dispose() => _log.Dispose();

    /// <summary>Again if the machine was too busy for real time: what happens then has tests of its own.</summary>
    private static async Task Calmly(Func<Task<bool>> attempt)
    {
        for (var i = 0; i < Attempts; i++)
            if (await attempt()) return;
        Assert.Fail($"the machine was too busy for real-time audio {Attempts} times in a row");
    }
}
