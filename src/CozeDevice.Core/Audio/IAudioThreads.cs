namespace CozeDevice.Audio;

/// <summary>Starts the threads the audio loops block on. Linux gives them real-time priority where it may.</summary>
public interface IAudioThreads
{
    /// <summary>Starts a background thread.</summary>
    /// <param name="name">As people see it in <c>top -H</c>: at most 15 characters.</param>
    /// <param name="run">The loop; the thread ends with it.</param>
    /// <returns>The running thread, to be joined.</returns>
    Thread Start(string name, Action run);
}
