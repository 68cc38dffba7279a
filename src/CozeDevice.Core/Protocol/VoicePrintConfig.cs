namespace CozeDevice.Protocol;

/// <summary><c>voice_print_config</c> (protocol §3.1.6): speaker recognition in the service.</summary>
public sealed record VoicePrintConfig
{
    /// <summary><c>group_id</c>: the group of known speakers.</summary>
    public string? GroupId { get; init; }

    /// <summary><c>score</c>: least likeness that counts as a match, 0 to 100. Default 40.</summary>
    public int? Score { get; init; }

    /// <summary><c>reuse_voice_info</c>. Default false.</summary>
    public bool? ReuseVoiceInfo { get; init; }
}
