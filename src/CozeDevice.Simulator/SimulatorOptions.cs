using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Scenarios;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator;

/// <summary>What a simulator is started with. Immutable.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The TCP port on the loopback interface; 0 lets the system choose a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only token accepted; <see langword="null"/> accepts any Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>How the service behaves.</summary>
    public Scenario Scenario { get; init; } = Scenario.Parrot;

    /// <summary>Whether a network that can go wrong stands in front, also if the scenario has no fault of it. It does
    /// whenever the scenario has one.</summary>
    public bool UseNetwork { get; init; }

    /// <summary>Serve https/wss with a certificate made at start.</summary>
    public bool UseTls { get; init; }

    /// <summary>Where the PEM of the certificate authority is written; only with <see cref="UseTls"/>.</summary>
    public string? CaFile { get; init; }

    /// <summary>Keep everything received in <see cref="SimulatorHost.Record"/>. Off, memory stays flat for days.</summary>
    public bool Recording { get; init; } = true;

    /// <summary>Who answers a device login.</summary>
    public DeviceApproval DeviceApproval { get; init; } = DeviceApproval.AfterPolls(2);

    /// <summary>How long an access token of a user lives.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far apart polls of a device must be.</summary>
    public TimeSpan DevicePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of pacing, delays and timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go; <see langword="null"/> means nowhere.</summary>
    public ILoggerProvider? LoggerProvider { get; init; }
}
