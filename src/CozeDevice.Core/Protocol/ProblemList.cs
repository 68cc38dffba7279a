using System.Globalization;
using System.Text;

namespace CozeDevice.Protocol;

/// <summary>Collects problems and words the common ones alike.</summary>
internal sealed class ProblemList
{
    private readonly List<ConfigProblem> _problems = [];

    internal IReadOnlyList<ConfigProblem> Problems => _problems;

    internal void Add(string path, string message) => _problems.Add(new ConfigProblem(path, message));

    internal void Require(bool condition, string path, string message)
    {
        if (!condition)
            Add(path, message);
    }

    internal void NotEmpty(string path, string? value) =>
        Require(!string.IsNullOrEmpty(value), path, "must not be empty");

    internal void OneOf(string path, string? value, ReadOnlySpan<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
            Add(path, $"must be one of {string.Join(", ", allowed)}");
    }

    internal void OneOf(string path, int? value, ReadOnlySpan<int> allowed)
    {
        if (value is { } number && !allowed.Contains(number))
            Add(path, $"must be one of {Join(allowed)}, is {Text(number)}");
    }

    internal void OneOf(string path, double? value, ReadOnlySpan<double> allowed)
    {
        if (value is { } number && !allowed.Contains(number))
            Add(path, $"must be one of {Join(allowed)}, is {Text(number)}");
    }

    internal void Within(string path, double? value, double least, double most)
    {
        if (value is { } number && !(number >= least && number <= most))
            Add(path, $"must be {Text(least)} to {Text(most)}, is {Text(number)}");
    }

    internal void NotBelow(string path, int? value, int least)
    {
        if (value < least)
            Add(path, $"must be at least {Text(least)}, is {Text(value.Value)}");
    }

    /// <summary>Entries of a list must be there; whether they may be empty is the field's affair.</summary>
    internal void NoNulls(string path, IReadOnlyList<string>? values)
    {
        for (var i = 0; i < values?.Count; i++)
            Require(values[i] is not null, $"{path}[{i}]", "must not be null");
    }

    /// <summary>Characters as people count them on the page: code points, not UTF-16 units.</summary>
    internal static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Join<T>(ReadOnlySpan<T> values)
        where T : IFormattable
    {
        var text = new StringBuilder();
        foreach (var value in values)
            text.Append(text.Length == 0 ? "" : ", ").Append(value.ToString(null, CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
