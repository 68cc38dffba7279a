using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries.</param>
/// <param name="HasMore"><c>has_more</c>.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, bool HasMore)
{
    /// <summary>Reads one.</summary>
    internal static Page<T> Read(JsonElement data, string name, Func<JsonElement, T> read)
    {
        var items = new List<T>();
        foreach (var item in data.Member(name).Objects())
            items.Add(read(item));
        return new(items, data.Truth("has_more"));
    }
}
