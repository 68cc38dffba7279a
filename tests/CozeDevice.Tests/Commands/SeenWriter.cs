namespace CozeDevice.Tests.Commands;

/// <summary>A writer that tells when a word was written.</summary>
internal sealed class SeenWriter(string word) : StringWriter
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first text that holds the word.</summary>
    public Task Seen => _seen.Task;

    public override Task WriteAsync(string? value)
    {
        base.Write(value);
        See(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        base.WriteLine(value);
        See(value);
        return Task.CompletedTask;
    }

    private void See(string? value)
    {
        if (value?.Contains(word, StringComparison.Ordinal) == true) _seen.TrySetResult();
    }
}
