using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.Conversation;

namespace CozeDevice.Benchmark;

/// <summary>The question that is spoken: a WAV file that is long enough to be no tap and short enough for one hold.</summary>
/// <param name="File">The file.</param>
/// <param name="Length">How long it is.</param>
internal sealed record BenchUtterance(string File, TimeSpan Length)
{
    private static readonly TimeSpan Longest = TurnRules.MaxHold - TimeSpan.FromSeconds(1);

    /// <summary>The question that comes with the program.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "Benchmark", "question.wav");

    /// <summary>Looks at a file.</summary>
    /// <exception cref="CommandException">It is missing, no WAV, too short or too long: exit code 5.</exception>
    public static BenchUtterance Of(string file)
    {
        var samples = AudioSession.ReadWav(file);
        var length = TimeSpan.FromSeconds((double)samples.Length / AudioFormat.SampleRate);
        if (length < TurnRules.MinHold || length > Longest)
        {
            throw new CommandException(
                ExitCode.Device,
                FormattableString.Invariant(
                    $"{file} is {length.TotalSeconds:0.0} s long; a question should be {TurnRules.MinHold.TotalSeconds:0.0} to {Longest.TotalSeconds:0} s"));
        }

        return new(file, length);
    }
}
