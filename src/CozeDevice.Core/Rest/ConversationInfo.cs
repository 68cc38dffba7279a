using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>A conversation as the service describes it (protocol §7.5).</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="Name"><c>name</c>, may be empty.</param>
internal sealed record ConversationInfo(string Id, string Name)
{
    /// <summary><c>meta_data</c>.</summary>
    public IReadOnlyDictionary<string, string> MetaData { get; init; } = new Dictionary<string, string>();

    /// <summary><c>creator_id</c>.</summary>
    public string CreatorId { get; init; } = "";

    /// <summary><c>connector_id</c>.</summary>
    public string ConnectorId { get; init; } = "";

    /// <summary><c>last_section_id</c>.</summary>
    public string LastSectionId { get; init; } = "";

    /// <summary><c>created_at</c>, seconds since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary><c>updated_at</c>, seconds since 1970.</summary>
    public long UpdatedAt { get; init; }

    /// <summary>Reads one.</summary>
    internal static ConversationInfo Read(JsonElement data)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.Member("meta_data") is { ValueKind: JsonValueKind.Object } map && JsonText.IsText(map))
        {
            foreach (var pair in map.EnumerateObject())
                pairs[pair.Name] = map.Text(pair.Name);
        }
        return new(data.Text("id"), data.Text("name"))
        {
            MetaData = pairs,
            CreatorId = data.Text("creator_id"),
            ConnectorId = data.Text("connector_id"),
            LastSectionId = data.Text("last_section_id"),
            CreatedAt = data.Integer("created_at") ?? 0,
            UpdatedAt = data.Integer("updated_at") ?? 0,
        };
    }
}
