using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Something like speech without words: gliding tones with harmonics and hissing between them, in the rhythm of syllables.
/// An adaptive filter learns a room from it as it does from a voice. Without an end, and the same each time.</summary>
internal sealed class SpeechSound
{
    private const int Harmonics = 24;
    private const double Amplitude = 2_600;
    private const double HissAmplitude = 3_000;
    private const int SyllableMs = 230;
    private const int PhraseSyllables = 9; // the last one is a pause
    private const double VoicedPart = 0.72;

    private static readonly int Syllable = AudioFormat.Samples(SyllableMs);

    private readonly Random _random = new(5);
    private int _at; // in the syllable
    private int _count;
    private double _phase;
    private double _pitch = 140;
    private double _brightness = 0.6;
    private double _hiss;

    /// <summary>The next samples.</summary>
    public void Fill(Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (_at == 0) Begin();
            samples[i] = (short)Math.Clamp(Next(), short.MinValue, short.MaxValue);
            _at = (_at + 1) % Syllable;
        }
    }

    private void Begin()
    {
        _count++;
        _pitch = 100 + (120 * _random.NextDouble());
        _brightness = 0.45 + (0.4 * _random.NextDouble());
    }

    private double Next()
    {
        if (_count % PhraseSyllables == 0) return 0;
        var place = (double)_at / Syllable;
        return place < VoicedPart ? Voiced(place / VoicedPart) : Hiss((place - VoicedPart) / (1 - VoicedPart));
    }

    private double Voiced(double place)
    {
        _phase += 2 * Math.PI * _pitch * (1 + (0.15 * place)) / AudioFormat.SampleRate;
        double sum = 0, weight = 1;
        for (var k = 1; k <= Harmonics; k++, weight *= _brightness + 0.1) sum += weight * Math.Sin(k * _phase);
        return Amplitude * Math.Sin(Math.PI * place) * sum;
    }

    private double Hiss(double place)
    {
        var noise = (2 * _random.NextDouble()) - 1;
        var high = noise - _hiss; // a sibilant has its power above
        _hiss = noise;
        return HissAmplitude * Math.Sin(Math.PI * place) * high;
    }
}
