namespace CozeDevice.Doctor;

/// <summary>Looks at the machine itself. Blocks.</summary>
internal interface IMachineProbe
{
    /// <summary>What it is.</summary>
    MachineFacts Read();

    /// <summary>Who may open the devices of some groups; groups without a device are left out.</summary>
    /// <param name="groups">Such as <c>audio</c>.</param>
    IReadOnlyList<DeviceAccess> Devices(IEnumerable<string> groups);

    /// <summary>The clock of this machine.</summary>
    ClockFacts Clock();
}
