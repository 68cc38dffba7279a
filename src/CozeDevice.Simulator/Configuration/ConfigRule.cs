using System.Text.Json;

namespace CozeDevice.Simulator.Configuration;

/// <summary>One member of <c>chat.update</c>: where it is and what it may hold.</summary>
/// <param name="Path">The names from <c>data</c> down, with dots.</param>
/// <param name="Expectation">What is allowed, for the error message.</param>
/// <param name="Accepts">Whether a value is allowed.</param>
internal sealed record ConfigRule(string Path, string Expectation, Func<JsonElement, bool> Accepts)
{
    internal static ConfigRule Text(string path) =>
        new(path, "must be a string", value => value.ValueKind == JsonValueKind.String);

    internal static ConfigRule NonEmptyText(string path) => new(
        path,
        "must not be empty; leave the member out instead",
        value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0);

    internal static ConfigRule Flag(string path) =>
        new(path, "must be true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    internal static ConfigRule Anything(string path) =>
        new(path, "must be an object", value => value.ValueKind == JsonValueKind.Object);

    internal static ConfigRule OneOf(string path, params string[] allowed) => new(
        path,
        $"must be one of {string.Join(", ", allowed)}",
        value => value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString()));

    internal static ConfigRule OneOf(string path, params double[] allowed) => new(
        path,
        FormattableString.Invariant($"must be one of {string.Join(", ", allowed)}"),
        value => value.ValueKind == JsonValueKind.Number && allowed.Contains(value.GetDouble()));

    internal static ConfigRule Integer(string path, int least, int most) => new(
        path,
        $"must be an integer from {least} to {most}",
        value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            && number >= least && number <= most);

    internal static ConfigRule Number(string path, double least, double most) => new(
        path,
        FormattableString.Invariant($"must be a number from {least} to {most}"),
        value => value.ValueKind == JsonValueKind.Number && value.GetDouble() >= least && value.GetDouble() <= most);

    internal static ConfigRule Texts(string path, int most = int.MaxValue, Func<string, bool>? accepts = null, string each = "") =>
        new(
            path,
            (most == int.MaxValue ? "must be a list of strings" : $"must be a list of at most {most} strings") + each,
            value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String
                    && (accepts is null || accepts(item.GetString()!))));

    internal static ConfigRule Map(string path, string expectation, int mostPairs, Func<string, string, bool> accepts) =>
        new(
            path,
            expectation,
            value => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() <= mostPairs
                && value.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.String
                    && accepts(pair.Name, pair.Value.GetString()!)));
}
