using System.Text.Json.Serialization;

namespace CozeDevice.Update;

/// <summary>A package in the updater's directory.</summary>
/// <param name="Version">Its version.</param>
/// <param name="File">Its name there.</param>
/// <param name="Sha256">Of its content when it was put there.</param>
internal sealed record KeptPackage(string Version, string File, string Sha256);

/// <summary>What came of the last update.</summary>
/// <param name="Verdict">In a word.</param>
/// <param name="From">The version before.</param>
/// <param name="To">The version that was to be installed.</param>
/// <param name="At">When it ended.</param>
/// <param name="Reason">Why it was taken back, or null.</param>
internal sealed record UpdateResult(UpdateVerdict Verdict, string From, string To, DateTimeOffset At, string? Reason);

/// <summary>Everything the updater knows over a power cut. What concerns a running update also holds what it needs to go on without
/// a configuration.</summary>
internal sealed record UpdateRecord
{
    /// <summary>How far an update is.</summary>
    public UpdatePhase Phase { get; init; }

    /// <summary>How often the phase was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>What is to be installed.</summary>
    public KeptPackage? Target { get; init; }

    /// <summary>What was installed before the update, and is to come back if it fails. Afterwards: what <c>rollback</c> installs.</summary>
    public KeptPackage? Former { get; init; }

    /// <summary>The package of what is installed, when it is at hand.</summary>
    public KeptPackage? Current { get; init; }

    /// <summary>How the device was before.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>How long the new version has to become well.</summary>
    public int HealthMinutes { get; init; }

    /// <summary>Where the agent listens.</summary>
    public string ControlSocket { get; init; } = "";

    /// <summary>What went wrong in the running update so far.</summary>
    public string? Reason { get; init; }

    /// <summary>The newest channel file that was seen.</summary>
    public ChannelMemory? Channel { get; init; }

    /// <summary>What came of the last update.</summary>
    public UpdateResult? Last { get; init; }

    /// <summary>The version that was taken back and is not installed again by itself.</summary>
    public string? TakenBack { get; init; }

    /// <summary>Whether an update is under way.</summary>
    [JsonIgnore]
    public bool IsUnfinished => Phase != UpdatePhase.Idle;
}

/// <summary>How the record is written.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpdateRecord))]
internal sealed partial class UpdateRecordJson : JsonSerializerContext;
