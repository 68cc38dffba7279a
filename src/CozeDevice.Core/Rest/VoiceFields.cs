namespace CozeDevice.Rest;

/// <summary>The fields of <c>GET /v1/audio/voices</c>.</summary>
internal static class VoiceFields
{
    /// <summary>The rows.</summary>
    internal static IReadOnlyList<RestField<VoiceQuery>> All { get; } =
    [
        FieldOf.Boolean<VoiceQuery>("filter_system_voice", "filter-system-voice", "Hide the service's own voices.",
            static q => q.HideSystem, static (q, v) => q with { HideSystem = v }) with { Place = FieldPlace.Query, Default = "false" },
        FieldOf.Text<VoiceQuery>("model_type", "model-type", "Voices of large or of small models.",
            static q => q.ModelType, static (q, v) => q with { ModelType = v }) with
        {
            Place = FieldPlace.Query, Default = "both", Choices = ["big", "small"],
        },
        FieldOf.Text<VoiceQuery>("voice_state", "voice-state", "How far a cloned voice is.",
            static q => q.State, static (q, v) => q with { State = v }) with
        {
            Place = FieldPlace.Query, Default = "cloned", Choices = ["init", "cloned", "all"],
        },
        FieldOf.Integer<VoiceQuery>("page_num", "page-num", "One page alone.", static q => q.Page, static (q, v) => q with { Page = v }) with
        {
            Place = FieldPlace.Query, Default = "1", Min = 1,
        },
        FieldOf.Integer<VoiceQuery>("page_size", "page-size", "Voices per page.",
            static q => q.PageSize, static (q, v) => q with { PageSize = v }) with
        {
            Place = FieldPlace.Query, Default = "100", Min = 1, Max = 100,
        },
    ];
}
