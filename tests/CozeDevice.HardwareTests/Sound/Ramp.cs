namespace CozeDevice.HardwareTests.Sound;

/// <summary>Sound that counts: each sample is its predecessor plus one, so that every lost, doubled and inserted one shows.</summary>
internal static class Ramp
{
    /// <summary>A run of so many steps of one is the ramp and no accident.</summary>
    private const int Sure = 8;

    /// <summary>Far from zero, so that the silence in front of it is not its beginning.</summary>
    private const int First = 1000;

    /// <summary>The values 1000, 1001, 1002, …, modulo 2^16.</summary>
    public static short[] Make(int length)
    {
        var samples = new short[length];
        for (int i = 0; i < length; i++)
            samples[i] = (short)(i + First);
        return samples;
    }

    /// <summary>Follows the ramp through what was heard.</summary>
    /// <remarks>A card that runs dry repeats what is in its ring until it notices: parts of the ramp from the past count as inserted.</remarks>
    public static RampReading Read(ReadOnlySpan<short> heard)
    {
        var gaps = new List<RampGap>();
        int at = NextRun(heard, 0);
        if (at == heard.Length) return new RampReading(at, 0, gaps);
        int start = at;
        long steps = 0;
        short next = heard[at];
        while (at < heard.Length)
        {
            if (heard[at] == next)
            {
                (at, steps, next) = (at + 1, steps + 1, (short)(next + 1));
                continue;
            }

            int resumes = NextRun(heard, at);
            while (resumes < heard.Length && (short)(heard[resumes] - next) < 0)
                resumes = NextRun(heard, EndOfRun(heard, resumes));
            if (resumes == heard.Length) break;
            gaps.Add(new RampGap(at, resumes - at, (short)(heard[resumes] - next)));
            (at, next) = (resumes, heard[resumes]);
        }

        return new RampReading(start, steps, gaps);
    }

    private static int NextRun(ReadOnlySpan<short> heard, int from)
    {
        int start = from;
        while (start + Sure < heard.Length)
        {
            int end = EndOfRun(heard, start);
            if (end - start >= Sure) return start;
            start = end;
        }
        return heard.Length;
    }

    private static int EndOfRun(ReadOnlySpan<short> heard, int start)
    {
        int end = start + 1;
        while (end < heard.Length && heard[end] == (short)(heard[end - 1] + 1))
            end++;
        return end;
    }
}

/// <summary>Where the ramp was interrupted.</summary>
/// <param name="At">Index of the first wrong sample.</param>
/// <param name="Inserted">Samples that are not of the ramp.</param>
/// <param name="Lost">Steps that were never heard.</param>
internal sealed record RampGap(int At, int Inserted, int Lost);

/// <summary>What was heard of a ramp.</summary>
/// <param name="Start">Index of its first sample.</param>
/// <param name="Heard">Steps that were heard.</param>
/// <param name="Gaps">Interruptions.</param>
internal sealed record RampReading(int Start, long Heard, IReadOnlyList<RampGap> Gaps)
{
    /// <summary>Samples that are not of the ramp, in all interruptions.</summary>
    public long Inserted => Gaps.Sum(gap => (long)gap.Inserted);

    /// <summary>Steps never heard.</summary>
    public long Lost => Gaps.Sum(gap => (long)gap.Lost);

    /// <summary>Whether each of so many steps was heard once and in order, whatever was inserted.</summary>
    public bool IsWhole(int steps) => Heard == steps && Lost == 0;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Heard} heard from {Start} on, {Gaps.Count} gaps, {Inserted} inserted, {Lost} lost: {string.Join(", ", Gaps.Take(10))}";
}
