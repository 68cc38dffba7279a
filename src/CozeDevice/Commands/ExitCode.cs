namespace CozeDevice.Commands;

/// <summary>What the process ends with. A contract with scripts and with the systemd unit.</summary>
internal static class ExitCode
{
    /// <summary>Done; also after SIGTERM.</summary>
    public const int Ok = 0;

    /// <summary>Failed or refused.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>It took too long.</summary>
    public const int Timeout = 3;

    /// <summary>The network failed, or no agent is running.</summary>
    public const int Network = 4;

    /// <summary>A device or a WAV file cannot be used.</summary>
    public const int Device = 5;

    /// <summary><c>update check</c>: there is a newer version for this board.</summary>
    public const int Available = 10;

    /// <summary>There is no readable token.</summary>
    public const int Token = 77;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;
}
