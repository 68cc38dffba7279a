namespace CozeDevice.Rest;

/// <summary>Which voices to list (protocol §7.4). Null leaves a filter out.</summary>
internal sealed record VoiceQuery
{
    /// <summary><c>filter_system_voice</c>: true hides the service's own voices.</summary>
    public bool? HideSystem { get; init; }

    /// <summary><c>model_type</c>.</summary>
    public string? ModelType { get; init; }

    /// <summary><c>voice_state</c>.</summary>
    public string? State { get; init; }

    /// <summary><c>page_num</c>, from 1.</summary>
    public int? Page { get; init; }

    /// <summary><c>page_size</c>.</summary>
    public int? PageSize { get; init; }
}
