using System.Runtime.CompilerServices;

namespace CozeDevice.Tests.Support;

/// <summary>A limit in real time on everything a test awaits: a hang is a failure that names the line.</summary>
public static class Deadline
{
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
