namespace CozeDevice.Linux.Input;

/// <summary>A contact cannot be watched, or not any more.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">One line for people: what, where, and what would be right.</param>
internal sealed class ContactException(ContactProblem problem, string message) : IOException(message)
{
    /// <summary>Why.</summary>
    public ContactProblem Problem { get; } = problem;
}
