using System.Globalization;
using System.Text;
using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class EndPointerTests(ITestOutputHelper output)
{
    private const int DefaultPauseMs = 860; // of Turn:EndPauseMs
    private const int LatestMs = 900;

    private static readonly int[] PausesMs = [200, 300, 400, 500, 600, 700];

    [Fact]
    public void Synthesised_speech_in_noise_is_ended_soon_behind_its_last_word_and_never_before()
    {
        var table = new StringBuilder("\nSNR dB  noise  utterances  before  in 900 ms  mean ms  last ms\n");
        int all = 0, soon = 0, before = 0;
        foreach (var snr in (int[])[5, 10, 15, 20, 30])
        {
            foreach (var noise in SpeechInNoise.Noises)
            {
                var ends = Ends(snr, noise);
                var good = ends.Where(end => end is >= 0 and <= LatestMs).ToArray();
                table.AppendLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{snr,6}  {noise,-5}  {ends.Length,10}  {ends.Count(end => end < 0),6}  {good.Length,9}  {good.Average(),7:0}  {ends.Max(),7}"));
                all += ends.Length;
                soon += good.Length;
                before += ends.Count(end => end < 0);
            }
        }

        output.WriteLine(table.ToString());
        Assert.Equal(540, all);
        Assert.Equal(0, before);
        Assert.True(soon >= 0.95 * all, table.ToString());
    }

    [Theory]
    [InlineData("white")]
    [InlineData("pink")]
    [InlineData("fan")]
    public void Steady_noise_is_no_speech(string noise)
    {
        var pointer = new EndPointer(DefaultPauseMs);
        var sound = SpeechInNoise.Noise(noise, AudioFormat.Samples(60_000), 800, new Random(3));

        foreach (var frame in sound.Chunk(AudioFormat.FrameSamples)) pointer.Add(frame);

        Assert.False(pointer.HasSpeech);
    }

    [Fact]
    public void Noise_that_begins_is_part_of_the_room_a_few_seconds_later()
    {
        var pointer = new EndPointer(DefaultPauseMs);
        Feed(pointer, SpeechInNoise.Noise("white", AudioFormat.Samples(3_000), 50, new Random(3)));
        Feed(pointer, SpeechInNoise.Noise("fan", AudioFormat.Samples(6_000), 1_500, new Random(4)));
        pointer.Begin();

        Feed(pointer, SpeechInNoise.Noise("fan", AudioFormat.Samples(3_000), 1_500, new Random(5)));

        Assert.False(pointer.HasSpeech);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_click_is_no_speech(int frames)
    {
        var pointer = new EndPointer(DefaultPauseMs);
        Feed(pointer, new short[AudioFormat.Samples(500)]);

        Feed(pointer, Signal.Noise(frames * AudioFormat.FrameSamples, amplitude: 20_000));
        Feed(pointer, new short[AudioFormat.Samples(500)]);

        Assert.False(pointer.HasSpeech);
    }

    [Fact]
    public void Speech_is_believed_within_the_time_the_pre_roll_holds()
    {
        var pointer = new EndPointer(DefaultPauseMs);
        Feed(pointer, new short[AudioFormat.Samples(500)]);
        var voice = Signal.Voice(AudioFormat.Samples(200));

        Feed(pointer, voice);

        Assert.True(pointer.HasSpeech);
    }

    [Fact]
    public void Digital_silence_ends_it_after_the_pause()
    {
        var pointer = new EndPointer(500);
        Feed(pointer, new short[AudioFormat.Samples(200)]);
        Feed(pointer, Signal.Voice(AudioFormat.Samples(1_000)));

        var frames = 0;
        while (!pointer.Add(new short[AudioFormat.FrameSamples])) frames++;

        Assert.InRange((frames + 1) * AudioFormat.FrameMs, 500, 560);
    }

    [Fact]
    public void A_new_utterance_forgets_the_old_one_and_keeps_the_noise()
    {
        var pointer = new EndPointer(500);
        Feed(pointer, SpeechInNoise.Noise("pink", AudioFormat.Samples(2_000), 500, new Random(1)));
        Feed(pointer, Signal.Voice(AudioFormat.Samples(400)));
        Assert.True(pointer.HasSpeech);
        pointer.Begin();
        Feed(pointer, new short[AudioFormat.Samples(20)]); // the filters ring no longer
        pointer.Begin();

        Feed(pointer, SpeechInNoise.Noise("pink", AudioFormat.Samples(1_000), 500, new Random(2)));

        Assert.False(pointer.HasSpeech);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var pointer = new EndPointer(500);
        var frame = Signal.Voice(AudioFormat.FrameSamples);
        for (var i = 0; i < 100; i++) pointer.Add(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++) pointer.Add(frame);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Milliseconds behind the last word, one utterance for each voice and pause; a minute where it never came.
    private static int[] Ends(int snr, string noise)
    {
        List<int> ends = [];
        foreach (var (voice, index) in SpeechInNoise.Voices.Select((voice, index) => (voice, index)))
        {
            foreach (var pause in PausesMs)
            {
                var (sound, lastWord) = SpeechInNoise.Utterance(voice, pause, snr, noise, seed: (pause * 100) + (snr * 7) + index);
                ends.Add(End(new EndPointer(DefaultPauseMs), sound, lastWord));
            }
        }

        return [.. ends];
    }

    private static int End(EndPointer pointer, short[] sound, int lastWord)
    {
        for (var start = 0; start + AudioFormat.FrameSamples <= sound.Length; start += AudioFormat.FrameSamples)
        {
            if (pointer.Add(sound.AsSpan(start, AudioFormat.FrameSamples)))
                return (start + AudioFormat.FrameSamples - lastWord) / AudioFormat.Samples(1);
        }

        return 60_000;
    }

    private static void Feed(EndPointer pointer, short[] sound)
    {
        foreach (var frame in sound.Chunk(AudioFormat.FrameSamples)) pointer.Add(frame);
    }
}
