using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Leds;

/// <summary>A directory that looks like <c>/sys/class/leds</c>. A real attribute forgets what was written before; here the first line counts.</summary>
internal sealed class LedClassTree : IDisposable
{
    private readonly TempDirectory _directory = new();

    public string Root => _directory.Path;

    public void Add(string name, int max = 255, string trigger = "[none] timer mmc0 heartbeat", string? driver = null, string? colours = null)
    {
        Write(name, "brightness", max.ToString(System.Globalization.CultureInfo.InvariantCulture) + "\n");
        Write(name, "max_brightness", $"{max}\n");
        Write(name, "trigger", trigger + "\n");
        if (driver is not null)
        {
            Directory.CreateDirectory(_directory[$"drivers/{driver}"]);
            Directory.CreateDirectory(_directory[$"{name}/device"]);
            File.CreateSymbolicLink(_directory[$"{name}/device/driver"], _directory[$"drivers/{driver}"]);
        }
        if (colours is not null)
        {
            Write(name, "multi_index", colours + "\n");
            Write(name, "multi_intensity", "0 0 0\n");
        }
    }

    public void Write(string name, string attribute, string text) => _directory.Write($"{name}/{attribute}", text);

    public string Read(string name, string attribute) => File.ReadLines(_directory[$"{name}/{attribute}"]).First();

    public void Dispose() => _directory.Dispose();
}
