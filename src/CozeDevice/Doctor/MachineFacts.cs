namespace CozeDevice.Doctor;

/// <summary>What kind of machine this is, and who asks.</summary>
internal sealed record MachineFacts
{
    /// <summary>Whether it is Linux.</summary>
    public bool IsLinux { get; init; } = true;

    /// <summary>The distribution, as it names itself.</summary>
    public required string Os { get; init; }

    /// <summary>The kernel.</summary>
    public required Version Kernel { get; init; }

    /// <summary>The processor as .NET names it in lower case: <c>arm64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required Version Runtime { get; init; }

    /// <summary>The board's name for itself, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Whether libopus is installed.</summary>
    public bool HasOpus { get; init; } = true;

    /// <summary>Whether libspeexdsp is installed.</summary>
    public bool HasSpeexDsp { get; init; } = true;

    /// <summary>Whether trusted roots are installed.</summary>
    public bool HasRoots { get; init; } = true;
}
