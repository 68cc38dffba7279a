namespace CozeDevice.Linux.Alsa;

/// <summary>What came of trying to open a device for a moment.</summary>
/// <param name="Ability">What it can do, or null if it could not be opened.</param>
/// <param name="Problem">Why it could not be opened, one line for people, or null.</param>
/// <param name="IsBusy">Whether it is there, but another program has it.</param>
internal sealed record PcmProbe(PcmAbility? Ability, string? Problem = null, bool IsBusy = false)
{
    /// <summary>Whether the device is there, free or not.</summary>
    public bool Exists => Ability is not null || IsBusy;
}
