using System.Text.Json;
using System.Text.Json.Nodes;

namespace CozeDevice.Simulator.Configuration;

/// <summary>Lays the members of a <c>chat.update</c> over a configuration.</summary>
/// <remarks>Whether the real service merges or replaces is not stated anywhere; this one merges member by member, so a
/// client that sends the complete configuration sees no difference. Unknown members and nulls are ignored, and as
/// unknown ones are not echoed, a misplaced member can be found by comparing <c>chat.updated</c>.</remarks>
internal static class ConfigMerge
{
    /// <summary>Checks every known member and copies it.</summary>
    /// <exception cref="ConfigException">A member is not allowed.</exception>
    internal static void Apply(JsonElement update, JsonObject effective)
    {
        foreach (ConfigRule rule in ConfigRules.All)
        {
            string[] names = rule.Path.Split('.');
            if (Find(update, names) is not { } value)
            {
                continue;
            }

            if (!rule.Accepts(value))
            {
                throw new ConfigException(rule.Path, rule.Expectation);
            }

            Set(effective, names, value);
        }
    }

    private static JsonElement? Find(JsonElement update, string[] names)
    {
        JsonElement value = update;
        for (int depth = 0; depth < names.Length; depth++)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                throw new ConfigException(string.Join('.', names[..depth]), "must be an object");
            }

            if (!value.TryGetProperty(names[depth], out value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }
        }

        return value;
    }

    private static void Set(JsonObject effective, string[] names, JsonElement value)
    {
        JsonObject section = effective;
        foreach (string name in names[..^1])
        {
            if (section[name] is not JsonObject next)
            {
                next = [];
                section[name] = next;
            }

            section = next;
        }

        section[names[^1]] = JsonNode.Parse(value.GetRawText());
    }
}
