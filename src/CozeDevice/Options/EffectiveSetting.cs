namespace CozeDevice.Options;

/// <summary>The value of one key as the device uses it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as text, or null when nothing is set and there is no default.</param>
/// <param name="Origin">Where it came from.</param>
internal sealed record EffectiveSetting(OptionKey Key, string? Value, SettingOrigin Origin)
{
    /// <summary>The value as it may be shown.</summary>
    public string? Shown => Key.IsSecret && Value is not null ? Setting.Mask : Value;

    /// <summary>Never shows a secret.</summary>
    public override string ToString() => $"{Key.Path} = {Shown} ({Origin.Text})";
}
