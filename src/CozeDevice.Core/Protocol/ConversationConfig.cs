using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary><c>chat_config</c> (protocol §3.1.1): whose conversation this is and what it carries.</summary>
public sealed record ConversationConfig
{
    /// <summary><c>conversation_id</c>: an existing conversation to go on with. Null starts a new one; an empty text is
    /// not the same and is refused.</summary>
    public string? ConversationId { get; init; }

    /// <summary><c>user_id</c>: keeps context and memory of end users apart.</summary>
    public string? UserId { get; init; }

    /// <summary><c>auto_save_history</c>: false stores nothing, and turns are not context of later ones. Default true.</summary>
    public bool? AutoSaveHistory { get; init; }

    /// <summary><c>meta_data</c>: at most 16 pairs; keys of 1 to 64, values of 1 to 512 characters.</summary>
    public IReadOnlyDictionary<string, string>? MetaData { get; init; }

    /// <summary><c>custom_variables</c>: values of the prompt's <c>{{name}}</c>. Names are letters and underscores.</summary>
    public IReadOnlyDictionary<string, string>? CustomVariables { get; init; }

    /// <summary><c>extra_params</c>: <c>latitude</c> and <c>longitude</c>; the service honours nothing else.</summary>
    public IReadOnlyDictionary<string, string>? ExtraParams { get; init; }

    /// <summary><c>parameters</c>: inputs of a dialogue flow's start node, any JSON. <c>USER_INPUT</c> is not honoured.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}
