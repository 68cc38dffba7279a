using CozeDevice.Linux.Posix;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Input;

/// <summary>One contact that <see cref="ContactLoop"/> watches: a GPIO line, or a key of an input device.</summary>
/// <remarks>Used by the input thread alone. Times are those of <see cref="TimeProvider.GetTimestamp"/>.</remarks>
internal interface IContact
{
    /// <summary>What was asked for: <c>GPIO17</c>, <c>KEY_SPACE</c>.</summary>
    string Name { get; }

    /// <summary>Whether nobody asked for it: a default that a machine may lack.</summary>
    bool IsOptional { get; }

    /// <summary>What to poll while it is open, else null.</summary>
    FileDescriptor? Descriptor { get; }

    /// <summary>When <see cref="Take"/> must be called even without events, or null.</summary>
    long? Due { get; }

    /// <summary>Starts watching.</summary>
    /// <param name="now">Now.</param>
    /// <exception cref="ContactException">It is not to be had.</exception>
    ContactOpening Open(long now);

    /// <summary>Takes the events that wait, tells what moved, and asks for the level when an event was missed.</summary>
    /// <param name="listener">Told each move.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="ContactException">It is gone.</exception>
    void Take(IContactListener listener, long now);

    /// <summary>Asks for the level, whatever the events say.</summary>
    /// <param name="listener">Told if it moved.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="ContactException">It is gone.</exception>
    void Check(IContactListener listener, long now);

    /// <summary>Whether a device of this name could bring or take the contact.</summary>
    /// <param name="device">The last part of a path below <c>/dev</c>.</param>
    bool Concerns(string device);

    /// <summary>The device is gone, or was never there: nothing is polled any more. What is left of it may be kept until
    /// <see cref="Open"/> or <see cref="Close"/>.</summary>
    void Abandon();

    /// <summary>Lets go.</summary>
    void Close();
}
