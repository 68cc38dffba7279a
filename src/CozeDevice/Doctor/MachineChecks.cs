using System.Runtime.InteropServices;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>System, runtime, permissions, libraries and the configuration. Pure judgements on what the probes saw.</summary>
internal static class MachineChecks
{
    private static readonly Version LeastKernel = new(5, 10);
    private static readonly Version LeastRuntime = new(10, 0);
    private static readonly string[] Known = ["arm64", "x64", "arm"];

    /// <summary>Operating system, kernel and processor.</summary>
    public static CheckFinding System(MachineFacts machine)
    {
        var text = $"{(machine.Model is { } model ? model + ", " : "")}{machine.Os}, Linux {machine.Kernel}, {machine.Architecture}";
        if (!machine.IsLinux) return CheckFinding.Failed(Fault.NotLinux, $"{machine.Os} is no Linux");
        if (machine.Kernel < LeastKernel)
            return CheckFinding.Failed(Fault.KernelOld, $"{text}: buttons and LEDs need Linux {LeastKernel} or newer");
        return Known.Contains(machine.Architecture)
            ? CheckFinding.Ok(text)
            : CheckFinding.Warned(Fault.ProcessorUnknown, $"{text}: nobody has tried this processor");
    }

    /// <summary>The .NET runtime.</summary>
    public static CheckFinding Runtime(MachineFacts machine) => machine.Runtime >= LeastRuntime
        ? CheckFinding.Ok($".NET {machine.Runtime} in {RuntimeEnvironment.GetRuntimeDirectory()}")
        : CheckFinding.Failed(Fault.RuntimeOld, $".NET {machine.Runtime} is too old; {LeastRuntime} is needed");

    /// <summary>The groups whose devices a configuration uses.</summary>
    public static IReadOnlyList<string> GroupsFor(LoadedConfiguration loaded)
    {
        var groups = new List<string>();
        if (IsCard("Audio:Capture") || IsCard("Audio:Playback")) groups.Add("audio");
        var led = loaded.Find("Led:Kind")?.Value;
        if (led is "gpio" or "rgb" || ButtonKeys.Sections.Any(section => Value($"{section}:Line") is not (null or "none"))) groups.Add("gpio");
        if (led is "apa102" or "ws2812") groups.Add("spi");
        if (ButtonKeys.Sections.Any(section => Value($"{section}:Input") is not null)) groups.Add("input");
        return groups;

        string? Value(string key) => loaded.Find(key)?.Value;
        bool IsCard(string key) => Value(key) is { } name && !Audio.FileAndNullDevices.Has(name);
    }

    /// <summary>Whether the devices that are here may be opened.</summary>
    /// <param name="devices">One per group.</param>
    /// <param name="user">Who asks.</param>
    public static CheckFinding Permissions(IReadOnlyList<DeviceAccess> devices, string user)
    {
        List<DeviceAccess> closed = [.. devices.Where(device => !device.MayOpen)];
        if (closed.Count == 0)
        {
            return CheckFinding.Ok(devices.Count == 0
                ? "no device that needs a group is configured and here"
                : $"{user} may open the devices of {string.Join(", ", devices.Select(device => device.Group))}");
        }

        var paths = string.Join(", ", closed.Select(device => device.Path));
        if (closed.Find(device => device.Owner is null or "root") is { } roots)
            return CheckFinding.Failed(Fault.DeviceClosed, $"{roots.Path} belongs to root, not to the group {roots.Group}", roots.Group);
        var groups = string.Join(',', closed.Select(device => device.Owner));
        return closed.TrueForAll(device => device.IsMember)
            ? CheckFinding.Failed(Fault.SessionOld, $"{user} is in the group {groups}, but this session began before that: {paths} cannot be opened", closed[0].Owner!)
            : CheckFinding.Failed(Fault.GroupMissing, $"{user} may not open {paths}: not in the group {groups}", groups);
    }

    /// <summary>The libraries of sound and codec.</summary>
    public static CheckFinding Libraries(MachineFacts machine, bool hasAlsa, LoadedConfiguration loaded)
    {
        if (!hasAlsa && GroupsFor(loaded).Contains("audio"))
            return CheckFinding.Failed(Fault.AlsaMissing, "libasound.so.2 is not installed: no sound card can be used");
        var codec = loaded.Find("Audio:Codec")?.Value;
        if (!machine.HasOpus && codec == "opus")
            return CheckFinding.Failed(Fault.OpusMissing, "libopus.so.0 is not installed, and Audio:Codec is opus");
        List<string> there = [], missing = [];
        (hasAlsa ? there : missing).Add("libasound");
        (machine.HasOpus ? there : missing).Add("libopus");
        (machine.HasSpeexDsp ? there : missing).Add("libspeexdsp");
        var optional = missing.Count == 0 ? "" : $"; not installed and not needed now: {string.Join(", ", missing)}";
        return CheckFinding.Ok($"{(there.Count == 0 ? "none" : string.Join(", ", there))}{optional}");
    }

    /// <summary>The plug-ins of ALSA.</summary>
    public static CheckFinding Plugins(bool hasFilter) => hasFilter
        ? CheckFinding.Ok("ALSA has a good rate converter")
        : CheckFinding.Warned(
            Fault.RatePluginMissing,
            $"{RateConverters.Package} is not installed: a card with none of 8, 16, 24, 44.1 and 48 kHz would sound harsh");

    /// <summary>Every error of the configuration.</summary>
    public static CheckFinding Configuration(LoadedConfiguration loaded) => loaded.Errors.Count == 0
        ? CheckFinding.Ok($"{loaded.Settings.Count(setting => setting.Origin.Kind != OriginKind.Default)} values are set, all are right")
        : CheckFinding.Failed(Fault.ConfigurationWrong, string.Join('\n', loaded.Errors));
}
