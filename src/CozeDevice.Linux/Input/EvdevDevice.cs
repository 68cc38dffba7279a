using System.Runtime.InteropServices;
using System.Text;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Input;

/// <summary>An open input device: a keyboard, a foot switch, a remote control.</summary>
internal sealed unsafe class EvdevDevice : IDisposable
{
    private const int KeyBytes = EvdevUapi.KEY_MAX / 8 + 1;
    private const int NameBytes = 256;

    private readonly FileDescriptor _descriptor;
    private readonly byte[] _keys = new byte[KeyBytes];

    private EvdevDevice(string path, string name, FileDescriptor descriptor) =>
        (Path, Name, _descriptor) = (path, name, descriptor);

    /// <summary>Its device, <c>/dev/input/event3</c>. Numbers change from boot to boot.</summary>
    public string Path { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    /// <summary>What to poll for events.</summary>
    public FileDescriptor Descriptor => _descriptor;

    /// <summary>Opens a device; its events carry CLOCK_MONOTONIC times.</summary>
    /// <param name="path">Its device.</param>
    /// <exception cref="ContactException">It cannot be opened.</exception>
    public static EvdevDevice Open(string path)
    {
        FileDescriptor descriptor;
        try
        {
            descriptor = DeviceFile.Open(path, Libc.O_RDONLY);
        }
        catch (PosixException e)
        {
            throw Failure(path, e);
        }
        var name = new byte[NameBytes];
        int clock = Libc.CLOCK_MONOTONIC;
        fixed (byte* bytes = name)
        {
            int errno = DeviceFile.Control(descriptor, EvdevUapi.EVIOCGNAME(NameBytes), bytes);
            if (errno == 0)
                errno = DeviceFile.Control(descriptor, EvdevUapi.EVIOCSCLOCKID, ref clock);
            if (errno == 0)
                return new EvdevDevice(path, Encoding.UTF8.GetString(name.AsSpan().TrimEnd((byte)0)), descriptor);
            descriptor.Dispose();
            throw errno is Errno.ENODEV
                ? new ContactException(ContactProblem.Missing, $"{path} is gone")
                : new ContactException(ContactProblem.Missing, $"{path} is no input device");
        }
    }

    /// <summary>When an event happened, on CLOCK_MONOTONIC.</summary>
    /// <param name="news">The event.</param>
    public static long NanosecondsOf(in EvdevUapi.input_event news) =>
        (long)news.time_sec * 1_000_000_000 + (long)news.time_usec * 1_000;

    /// <summary>Whether the device has a key.</summary>
    /// <param name="code">A <c>KEY_…</c> or <c>BTN_…</c>.</param>
    /// <exception cref="ContactException">It is gone.</exception>
    public bool Has(ushort code) => Bit(EvdevUapi.EVIOCGBIT(EvdevUapi.EV_KEY, KeyBytes), code);

    /// <summary>Whether a key is down.</summary>
    /// <param name="code">A <c>KEY_…</c> or <c>BTN_…</c>.</param>
    /// <exception cref="ContactException">It is gone.</exception>
    public bool IsDown(ushort code) => Bit(EvdevUapi.EVIOCGKEY(KeyBytes), code);

    /// <summary>Every key the device has.</summary>
    /// <exception cref="ContactException">It is gone.</exception>
    public IReadOnlyList<ushort> Keys()
    {
        var keys = new List<ushort>();
        Fill(EvdevUapi.EVIOCGBIT(EvdevUapi.EV_KEY, KeyBytes));
        for (int code = 1; code <= EvdevUapi.KEY_MAX; code++)
        {
            if (IsSet(code))
                keys.Add((ushort)code);
        }
        return keys;
    }

    /// <summary>Keeps the events from everybody else, the console included.</summary>
    /// <exception cref="ContactException">Somebody else does so already, or it is gone.</exception>
    public void Grab()
    {
        // The argument is the number itself, not a pointer.
        int errno = DeviceFile.Control(_descriptor, EvdevUapi.EVIOCGRAB, (void*)1);
        if (errno == Errno.EBUSY)
            throw new ContactException(ContactProblem.Refused, $"{Path} ({Name}) is grabbed by another program");
        if (errno != 0)
            throw Gone();
    }

    /// <summary>Takes the events that wait, without blocking.</summary>
    /// <param name="events">Filled from the beginning.</param>
    /// <returns>How many; 0 when none waits.</returns>
    /// <exception cref="ContactException">It is gone.</exception>
    public int Read(Span<EvdevUapi.input_event> events)
    {
        int bytes = DeviceFile.Read(_descriptor, MemoryMarshal.AsBytes(events));
        if (bytes >= 0)
            return bytes / sizeof(EvdevUapi.input_event);
        return bytes == -Errno.EAGAIN ? 0 : throw Gone();
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private bool Bit(uint request, ushort code)
    {
        Fill(request);
        return IsSet(code);
    }

    private void Fill(uint request)
    {
        fixed (byte* keys = _keys)
        {
            if (DeviceFile.Control(_descriptor, request, keys) != 0)
                throw Gone();
        }
    }

    private bool IsSet(int code) => (_keys[code / 8] >> (code % 8) & 1) != 0;

    private ContactException Gone() => new(ContactProblem.Missing, $"{Path} ({Name}) is gone");

    private static ContactException Failure(string path, PosixException failure) => failure.Errno switch
    {
        Errno.EACCES or Errno.EPERM => new(
            ContactProblem.Refused,
            $"{path} may not be opened by {Environment.UserName}; the group input may: "
            + $"sudo usermod -aG input {Environment.UserName}, then log in again"),
        Errno.ENOENT or Errno.ENXIO or Errno.ENODEV => new(ContactProblem.Missing, $"{path} does not exist"),
        _ => new(ContactProblem.Refused, failure.Message),
    };
}
