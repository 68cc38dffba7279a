namespace CozeDevice.Rest;

/// <summary>Makes rows with typed values.</summary>
internal static class FieldOf
{
    /// <summary>A text.</summary>
    internal static RestField<T> Text<T>(
        string path, string? option, string summary, Func<T, string?> value, Func<T, string, T> with) =>
        new(path, FieldType.Text, summary, value, (request, text) => with(request, (string)text)) { Option = option };

    /// <summary>A whole number.</summary>
    internal static RestField<T> Integer<T>(
        string path, string? option, string summary, Func<T, int?> value, Func<T, int, T> with) =>
        new(path, FieldType.Integer, summary, request => value(request), (request, number) => with(request, (int)number))
        {
            Option = option,
        };

    /// <summary>A number.</summary>
    internal static RestField<T> Number<T>(
        string path, string? option, string summary, Func<T, double?> value, Func<T, double, T> with) =>
        new(path, FieldType.Number, summary, request => value(request), (request, number) => with(request, (double)number))
        {
            Option = option,
        };

    /// <summary>A truth value.</summary>
    internal static RestField<T> Boolean<T>(
        string path, string? option, string summary, Func<T, bool?> value, Func<T, bool, T> with) =>
        new(path, FieldType.Boolean, summary, request => value(request), (request, truth) => with(request, (bool)truth))
        {
            Option = option,
        };

    /// <summary>Any other value.</summary>
    internal static RestField<T> Other<T, TValue>(
        string path, FieldType type, string? option, string summary, Func<T, TValue?> value, Func<T, TValue, T> with)
        where TValue : class =>
        new(path, type, summary, value, (request, other) => with(request, (TValue)other)) { Option = option };
}
