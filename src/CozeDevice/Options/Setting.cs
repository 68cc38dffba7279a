namespace CozeDevice.Options;

/// <summary>One configured value before it is checked.</summary>
/// <param name="Path">The key as written, <c>Section:Key</c>.</param>
/// <param name="Kind">How it was written.</param>
/// <param name="Text">The value as text, empty for null.</param>
/// <param name="Origin">Where it came from.</param>
internal sealed record Setting(string Path, SettingKind Kind, string Text, SettingOrigin Origin)
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "********";

    /// <summary>Never shows the value: whether it is a secret is not known yet.</summary>
    public override string ToString() => $"{Path} ({Origin.Text})";
}

/// <summary>How a value was written.</summary>
internal enum SettingKind
{
    /// <summary>In an environment variable or on the command line: everything is text there.</summary>
    Untyped,

    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON array of strings.</summary>
    List,

    /// <summary>JSON null: as if it were not written, also in the layers below.</summary>
    Null,
}
