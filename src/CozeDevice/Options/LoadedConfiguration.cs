namespace CozeDevice.Options;

/// <summary>What was configured: complete options, or everything that is wrong.</summary>
/// <param name="Options">The options, or null when there are errors.</param>
/// <param name="Settings">Every key in the order of the catalog, with value and origin; wrong values are left
/// out.</param>
/// <param name="Errors">Everything that is wrong; empty when all is well.</param>
internal sealed record LoadedConfiguration(
    DeviceOptions? Options, IReadOnlyList<EffectiveSetting> Settings, IReadOnlyList<ConfigurationError> Errors)
{
    /// <summary>The setting of a key of the catalog, or null when its value is wrong.</summary>
    public EffectiveSetting? Find(string path)
    {
        foreach (var setting in Settings)
            if (setting.Key.Path == path) return setting;
        return null;
    }
}
