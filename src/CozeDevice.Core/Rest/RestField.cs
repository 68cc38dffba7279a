using System.Globalization;

namespace CozeDevice.Rest;

/// <summary>One documented field of a call: where it goes and what is right for it. Validation, the request itself, the
/// command line and the page of fields follow these rows.</summary>
/// <param name="Path">The name on the wire; nested objects by dots.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Summary">One line for people.</param>
internal abstract record RestField(string Path, FieldType Type, string Summary)
{
    /// <summary>Where it travels.</summary>
    public FieldPlace Place { get; init; } = FieldPlace.Body;

    /// <summary>The option of the command, without dashes; null where only code can set it.</summary>
    public string? Option { get; init; }

    /// <summary>The configuration key that stands in where the option is not given.</summary>
    public string? Key { get; init; }

    /// <summary>What the service takes where it is left out, as text.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the call is refused without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The smallest number, or the fewest entries.</summary>
    public double? Min { get; init; }

    /// <summary>The largest number.</summary>
    public double? Max { get; init; }

    /// <summary>The only right values, as text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The most characters of a text, as people count them.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>The most bytes of a text in UTF-8, or of a file.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>The most entries of a list or map.</summary>
    public int? MaxItems { get; init; }

    /// <summary>A rule in words that the other members do not say.</summary>
    public string? Note { get; init; }

    /// <summary>What is right, in one line; empty where anything is.</summary>
    public string Range
    {
        get
        {
            var rules = new List<string>();
            if (Choices.Count > 0)
                rules.Add(string.Join(", ", Choices));
            if (Min is { } min)
                rules.Add(Max is { } max ? $"{Text(min)} to {Text(max)}" : $"at least {Text(min)}");
            if (MaxCharacters is { } characters)
                rules.Add($"at most {characters} characters");
            if (MaxBytes is { } bytes)
                rules.Add($"at most {Size(bytes)}");
            if (MaxItems is { } items)
                rules.Add($"at most {items}");
            if (Note is not null)
                rules.Add(Note);
            return string.Join("; ", rules);
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Size(int bytes) =>
        bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes} bytes";
}

/// <summary>A field of one kind of request.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="Path">The name on the wire.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Value">Takes the value out of a request; null leaves the field out.</param>
/// <param name="With">A copy of the request with another value, for command lines.</param>
internal sealed record RestField<T>(
    string Path, FieldType Type, string Summary, Func<T, object?> Value, Func<T, object, T> With)
    : RestField(Path, Type, Summary)
{
    /// <summary>Says what is wrong with the request as far as this field is concerned, or null.</summary>
    public Func<T, string?>? Rule { get; init; }
}
