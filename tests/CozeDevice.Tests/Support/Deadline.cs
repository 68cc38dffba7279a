using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CozeDevice.Tests.Support;

/// <summary>A limit in real time on everything a test awaits: a hang is a failure that names the line.</summary>
public static class Deadline
{
    private const int PollMs = 5;

    /// <summary>Waits until something is so that nobody tells of; fails with the expression when it is not so in time.</summary>
    public static async Task UntilAsync(
        Func<bool> isSo, double seconds, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (watch.Elapsed.TotalSeconds > seconds) throw new TimeoutException($"Not so within {seconds} s: {what}");
            await Task.Delay(PollMs);
        }
    }

    /// <summary>Fails with the awaited expression when it is not done in time.</summary>
    public static async Task Within(
        this Task task, double seconds, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromSeconds(seconds));
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Not done within {seconds} s: {what}");
        }
    }

    /// <summary>Fails with the awaited expression when it is not done in time.</summary>
    public static async Task<T> Within<T>(
        this Task<T> task, double seconds, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).Within(seconds, what);
        return await task;
    }

    /// <summary>Fails with the awaited expression when it is not done in time.</summary>
    public static Task Within(
        this ValueTask task, double seconds, [CallerArgumentExpression(nameof(task))] string what = "") =>
        task.AsTask().Within(seconds, what);

    /// <summary>Fails with the awaited expression when it is not done in time.</summary>
    public static Task<T> Within<T>(
        this ValueTask<T> task, double seconds, [CallerArgumentExpression(nameof(task))] string what = "") =>
        task.AsTask().Within(seconds, what);
}
