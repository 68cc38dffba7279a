using CozeDevice.Programs;

namespace CozeDevice.Account;

/// <summary>Runs the program of <c>Auth:Command</c>: no shell, nothing on its input, limits on time and output.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="time">The limit.</param>
internal sealed class HelperProgram(IReadOnlyList<string> command, TimeProvider time)
{
    /// <summary>How long it may run.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly PipeLimit Most = new(64 * 1024, PipeExcess.Fails);

    /// <summary>Runs it once.</summary>
    /// <exception cref="TokenException">It did not start, ran for too long, or wrote too much.</exception>
    public async Task<HelperResult> RunAsync(CancellationToken cancellationToken)
    {
        var end = await new SystemProgram(command, Limit) { Out = Most, Error = Most, EndsWhatIsLeft = true, Time = time }.RunAsync(cancellationToken);
        return end.Ending switch
        {
            ProgramEnding.NotStarted => throw Failure($"does not start: {end.Error}", TokenObstacle.Owner),
            ProgramEnding.TimedOut => throw Failure($"did not end within {Limit.TotalSeconds:0} s", TokenObstacle.Timeout),
            ProgramEnding.TooLong => throw Failure("wrote more than 64 KiB", TokenObstacle.Owner),
            _ => new(end.ExitCode, end.Output, end.Error.TrimEnd().Split('\n')[^1]),
        };
    }

    private TokenException Failure(string what, TokenObstacle obstacle) =>
        new($"Auth:Command: {command[0]} {what}") { Obstacle = obstacle };
}
