using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>Everything the checks look through. Tests bring machines that are broken.</summary>
internal sealed record DoctorProbes
{
    /// <summary>The machine.</summary>
    public required IMachineProbe Machine { get; init; }

    /// <summary>The agent.</summary>
    public required IAgentProbe Agent { get; init; }

    /// <summary>The network.</summary>
    public required INetworkProbe Network { get; init; }

    /// <summary>The service.</summary>
    public required IServiceProbe Service { get; init; }

    /// <summary>Buttons and LED.</summary>
    public required IPanelProbe Panel { get; init; }

    /// <summary>Which program has a sound device, or null.</summary>
    public Func<string, AudioDirection, string?> HolderOf { get; init; } = static (name, direction) => DeviceHolder.Find(name, direction);

    /// <summary>Those of this machine.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="loaded">The configuration, right or wrong.</param>
    /// <param name="limits">The time of limits.</param>
    public static DoctorProbes OfThisMachine(ProgramContext context, LoadedConfiguration loaded, TimeProvider limits) => new()
    {
        Machine = new MachineProbe(context.Time),
        Agent = new AgentProbe(loaded.Find("Control:Socket")?.Value ?? OptionCatalog.Find("Control:Socket")!.Default!, limits),
        Network = new NetworkProbe(loaded.Find("Coze:CaFile")?.Value, limits),
        Service = new ServiceProbe(context, loaded, limits),
        Panel = new PanelProbe(context.Time),
    };
}
