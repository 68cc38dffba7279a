namespace CozeDevice.Panel;

/// <summary>What the input thread tells of one contact: a GPIO line or a key.</summary>
/// <remarks>Called on the input thread, in order; must not block. Times are those of <see cref="TimeProvider.GetTimestamp"/>.</remarks>
public interface IContactListener
{
    /// <summary>The contact is watched from now on.</summary>
    /// <param name="isClosed">Whether it was closed already.</param>
    /// <param name="timestamp">Now.</param>
    void Opened(bool isClosed, long timestamp);

    /// <summary>The contact closed or opened.</summary>
    /// <param name="isClosed">Its new state, another than before.</param>
    /// <param name="timestamp">When, as the kernel tells.</param>
    void Moved(bool isClosed, long timestamp);

    /// <summary>The contact cannot be watched: it is missing, in use, or was taken away. Told once until it is there again.</summary>
    /// <param name="timestamp">Now.</param>
    void Lost(long timestamp);
}
