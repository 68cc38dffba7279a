namespace CozeDevice.Options;

/// <summary>Where a value came from.</summary>
/// <param name="Kind">Which layer.</param>
/// <param name="Text">As people read it: <c>/etc/cozedevice/cozedevice.json:12</c>, a variable's name,
/// <c>--set</c>.</param>
/// <param name="File">The file, when it was one.</param>
internal sealed record SettingOrigin(OriginKind Kind, string Text, string? File = null)
{
    /// <summary>Nothing was configured.</summary>
    public static SettingOrigin Default { get; } = new(OriginKind.Default, "default");

    /// <summary>The command line.</summary>
    public static SettingOrigin CommandLine { get; } = new(OriginKind.CommandLine, "--set");

    /// <summary>The option that names the board.</summary>
    public static SettingOrigin BoardOption { get; } = new(OriginKind.CommandLine, "--board");

    /// <summary>A line of a file.</summary>
    public static SettingOrigin Line(string file, int line) => new(OriginKind.File, $"{file}:{line}", file);

    /// <summary>An environment variable.</summary>
    public static SettingOrigin Variable(string name) => new(OriginKind.Environment, name);
}

/// <summary>The layers, each winning over those before it.</summary>
internal enum OriginKind
{
    /// <summary>Nothing was configured.</summary>
    Default,

    /// <summary>The profile of a board.</summary>
    Board,

    /// <summary>A configuration file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary><c>--set</c>.</summary>
    CommandLine,
}
