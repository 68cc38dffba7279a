namespace CozeDevice.Doctor;

/// <summary>One thing the doctor looks at.</summary>
/// <param name="Number">Its place in the list, from 1. A contract with people: support asks for numbers.</param>
/// <param name="Name">One word, for scripts.</param>
/// <param name="Needs">The names of earlier checks without whose success it says nothing.</param>
/// <param name="RunAsync">Looks. An exception is a finding too: a broken check must not hide the others.</param>
internal sealed record Check(
    int Number, string Name, IReadOnlyList<string> Needs, Func<CancellationToken, Task<CheckFinding>> RunAsync)
{
    /// <summary>How long it may take, unless a person is part of it.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>What it means when it takes longer, or null when nobody can say.</summary>
    public Func<CheckFinding>? WhenHung { get; init; }

    /// <summary>Whether a person is asked: it begins when everything before it was told, and has no limit.</summary>
    public bool AsksPerson { get; init; }
}
