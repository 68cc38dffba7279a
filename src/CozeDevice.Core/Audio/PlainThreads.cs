namespace CozeDevice.Audio;

/// <summary>Background threads without any special priority.</summary>
public sealed class PlainThreads : IAudioThreads
{
    /// <inheritdoc/>
    public Thread Start(string name, Action run)
    {
        var thread = new Thread(() => run()) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }
}
