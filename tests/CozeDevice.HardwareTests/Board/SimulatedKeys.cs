using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace CozeDevice.HardwareTests.Board;

/// <summary>An input device made with the kernel's <c>uinput</c> driver, such as a USB foot switch: to programs a
/// <c>/dev/input/eventN</c>, and here the foot.</summary>
/// <remarks>Disposing it unplugs it.</remarks>
internal sealed class SimulatedKeys : IDisposable
{
    // include/uapi/linux/uinput.h and input-event-codes.h
    private const uint UI_SET_EVBIT = 0x4004_5564, UI_SET_KEYBIT = 0x4004_5565, UI_DEV_SETUP = 0x405C_5503;
    private const uint UI_DEV_CREATE = 0x5501, UI_DEV_DESTROY = 0x5502;
    private const ushort EV_SYN = 0, EV_KEY = 1, BUS_USB = 3;
    private const int SetupLength = 92, NameOffset = 8, NameLength = 80;
    private const int EventLength = 24, TypeOffset = 16, CodeOffset = 18, ValueOffset = 20;

    private readonly FileStream _file;

    /// <summary>Plugs the device in.</summary>
    /// <param name="name">As it calls itself.</param>
    /// <param name="codes">The keys it has, such as 28 (KEY_ENTER).</param>
    public SimulatedKeys(string name, params ushort[] codes)
    {
        _file = new FileStream("/dev/uinput", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        Control(UI_SET_EVBIT, EV_KEY);
        foreach (ushort code in codes)
            Control(UI_SET_KEYBIT, code);
        var setup = new byte[SetupLength];
        BinaryPrimitives.WriteUInt16LittleEndian(setup, BUS_USB);
        Encoding.ASCII.GetBytes(name, setup.AsSpan(NameOffset, NameLength));
        Check(ioctl(Descriptor, UI_DEV_SETUP, setup));
        Control(UI_DEV_CREATE, 0);
        Path = Directory.GetDirectories("/sys/devices/virtual/input", "input*")
            .Where(input => KernelFile.Read($"{input}/name") == name)
            .SelectMany(input => Directory.GetDirectories(input, "event*"))
            .Select(node => $"/dev/input/{System.IO.Path.GetFileName(node)}")
            .Last();
    }

    /// <summary><c>/dev/input/eventN</c>.</summary>
    public string Path { get; }

    private int Descriptor => (int)_file.SafeFileHandle.DangerousGetHandle();

    /// <summary>Presses or releases a key.</summary>
    public void Set(ushort code, bool pressed)
    {
        Write(EV_KEY, code, pressed ? 1 : 0);
        Write(EV_SYN, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Control(UI_DEV_DESTROY, 0);
        _file.Dispose();
    }

    private void Write(ushort type, ushort code, int value)
    {
        var record = new byte[EventLength]; // the kernel fills in the time
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(TypeOffset), type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(CodeOffset), code);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(ValueOffset), value);
        _file.Write(record);
    }

    private void Control(uint request, nint argument) => Check(ioctl(Descriptor, request, argument));

    private static void Check(int result)
    {
        if (result < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ioctl(int descriptor, nuint request, nint argument);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ioctl(int descriptor, nuint request, byte[] argument);
}
