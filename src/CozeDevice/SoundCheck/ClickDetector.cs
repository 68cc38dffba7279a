namespace CozeDevice.SoundCheck;

/// <summary>Finds a known sound in a recording by normalised correlation. Pure; loudness and polarity do not matter.</summary>
/// <remarks>Both are differentiated first, so that mains hum and a constant offset do not hide it. With a template of 640
/// samples the correlation with unrelated noise stays below 0.25 over a second; the threshold of 0.3 finds the click in noise
/// ten times its power.</remarks>
/// <param name="template">What is looked for.</param>
internal sealed class ClickDetector(ReadOnlySpan<short> template)
{
    /// <summary>From this likeness on it is the click.</summary>
    public const double Threshold = 0.3;

    private const float Emphasis = 0.95f;

    private readonly float[] _template = Differentiate(template);

    /// <summary>Looks for the best place.</summary>
    /// <param name="heard">A recording.</param>
    /// <returns>Where it is, or null if it is nowhere.</returns>
    public ClickMatch? Find(ReadOnlySpan<short> heard)
    {
        var sound = Differentiate(heard);
        var templateEnergy = Dot(_template, _template);
        double energy = 0;
        var best = new ClickMatch(0, 0);
        for (var end = 0; end < sound.Length; end++)
        {
            energy += (double)sound[end] * sound[end];
            var start = end - _template.Length + 1;
            if (start < 0) continue;
            if (start > 0) energy -= (double)sound[start - 1] * sound[start - 1];
            if (energy < 1) continue; // digital silence, and what rounding left of the running sum
            var likeness = Math.Abs(Dot(_template, sound.AsSpan(start, _template.Length))) / Math.Sqrt(energy * templateEnergy);
            if (likeness > best.Strength) best = new(start, likeness);
        }

        return best.Strength >= Threshold ? best : null;
    }

    private static float[] Differentiate(ReadOnlySpan<short> samples)
    {
        var result = new float[samples.Length];
        for (var i = 1; i < samples.Length; i++) result[i] = samples[i] - (Emphasis * samples[i - 1]);
        return result;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
