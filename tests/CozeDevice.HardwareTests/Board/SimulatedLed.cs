using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace CozeDevice.HardwareTests.Board;

/// <summary>An LED of the LED class made with the kernel's <c>uleds</c> driver: to programs <c>/sys/class/leds/NAME</c>, and here
/// the light they see.</summary>
/// <remarks>Every brightness it was given comes out of <see cref="Changes"/> in order, except that the driver keeps only the newest
/// while nobody reads.</remarks>
internal sealed class SimulatedLed : IDisposable
{
    // include/uapi/linux/uleds.h: struct uleds_user_dev { char name[64]; int max_brightness; }
    private const int NameLength = 64, DeviceLength = NameLength + sizeof(int);

    private readonly FileStream _file;
    private readonly Thread _reader;
    private readonly Channel<(int Brightness, long At)> _changes = Channel.CreateUnbounded<(int, long)>();
    private volatile bool _isEnding;

    /// <summary>Plugs the LED in.</summary>
    /// <param name="name">Its name in <c>/sys/class/leds</c>.</param>
    /// <param name="maxBrightness">What it can show: 1 is on or off.</param>
    public SimulatedLed(string name, int maxBrightness = 255)
    {
        Folder = $"/sys/class/leds/{name}";
        var device = new byte[DeviceLength];
        Encoding.ASCII.GetBytes(name, device);
        BinaryPrimitives.WriteInt32LittleEndian(device.AsSpan(NameLength), maxBrightness);
        _file = new FileStream("/dev/uleds", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _file.Write(device);
        _reader = new Thread(Read) { IsBackground = true, Name = "led-reader" };
        _reader.Start();
    }

    /// <summary><c>/sys/class/leds/NAME</c>.</summary>
    public string Folder { get; }

    /// <summary>Brightness as it changed, with <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public ChannelReader<(int Brightness, long At)> Changes => _changes.Reader;

    /// <summary>What it shows now.</summary>
    public int Brightness => int.Parse(KernelFile.Read($"{Folder}/brightness"), System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A write is the only thing that ends a blocked read of the driver.
        _isEnding = true;
        KernelFile.Write($"{Folder}/brightness", Brightness == 0 ? "1" : "0");
        _reader.Join();
        _file.Dispose();
    }

    private void Read()
    {
        var value = new byte[sizeof(int)];
        while (_file.Read(value) == value.Length && !_isEnding)
            _changes.Writer.TryWrite((BinaryPrimitives.ReadInt32LittleEndian(value), Stopwatch.GetTimestamp()));
        _changes.Writer.Complete();
    }
}
