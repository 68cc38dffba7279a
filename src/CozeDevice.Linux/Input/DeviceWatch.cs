using System.Buffers.Binary;
using System.Text;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Input;

/// <summary>Devices that come, go or change their permissions: inotify on <c>/dev</c> and <c>/dev/input</c>.</summary>
/// <remarks>Not a netlink socket: those events come before udev has given the device to its group, and a sandbox forbids them.</remarks>
internal sealed class DeviceWatch : IDisposable
{
    // sys/inotify.h
    private const uint IN_ATTRIB = 0x4;
    private const uint IN_MOVED_TO = 0x80;
    private const uint IN_CREATE = 0x100;
    private const uint IN_DELETE = 0x200;
    private const uint IN_Q_OVERFLOW = 0x4000;
    private const uint Mask = IN_ATTRIB | IN_MOVED_TO | IN_CREATE | IN_DELETE;

    // struct inotify_event: int wd; uint32_t mask, cookie, len; char name[len];
    private const int HeaderBytes = 16;
    private const string InputFolder = "input";

    private readonly FileDescriptor _descriptor;
    private readonly string _directory;
    private readonly byte[] _buffer = new byte[4096];

    /// <summary>Starts watching.</summary>
    /// <param name="directory"><c>/dev</c>.</param>
    /// <exception cref="PosixException">It cannot be watched.</exception>
    public DeviceWatch(string directory)
    {
        _directory = directory;
        _descriptor = Libc.inotify_init1(Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (_descriptor.IsInvalid)
            throw PosixException.OfLastCall("inotify_init1", directory);
        if (Libc.inotify_add_watch(_descriptor, directory, Mask) < 0)
        {
            PosixException failure = PosixException.OfLastCall("inotify_add_watch", directory);
            _descriptor.Dispose();
            throw failure;
        }
        WatchInput();
    }

    /// <summary>What to poll for input.</summary>
    public FileDescriptor Descriptor => _descriptor;

    /// <summary>Takes what happened.</summary>
    /// <param name="names">Filled with the names of the devices concerned.</param>
    /// <returns>False if too much happened: anything may have changed.</returns>
    public bool Take(ISet<string> names)
    {
        bool isWhole = true;
        while (DeviceFile.Read(_descriptor, _buffer) is > 0 and var count)
        {
            for (int at = 0; at + HeaderBytes <= count;)
            {
                uint mask = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(at + 4));
                int length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(at + 12));
                ReadOnlySpan<byte> name = _buffer.AsSpan(at + HeaderBytes, length);
                names.Add(Encoding.UTF8.GetString(name.TrimEnd((byte)0)));
                isWhole &= (mask & IN_Q_OVERFLOW) == 0;
                at += HeaderBytes + length;
            }
        }
        // The folder comes with the first device in it, which is there before the watch is.
        if (names.Contains(InputFolder) && WatchInput())
            isWhole = false;
        return isWhole;
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    // Watching it twice is watching it once.
    private bool WatchInput() =>
        Libc.inotify_add_watch(_descriptor, Path.Combine(_directory, InputFolder), Mask) >= 0;
}
