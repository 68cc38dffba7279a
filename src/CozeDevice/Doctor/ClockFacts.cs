namespace CozeDevice.Doctor;

/// <summary>What is known of the clock.</summary>
/// <param name="Now">What it says.</param>
/// <param name="Built">When this program was built: the clock cannot be earlier.</param>
/// <param name="IsSynchronized">Whether a time service keeps it; null when nobody knows.</param>
internal sealed record ClockFacts(DateTimeOffset Now, DateTimeOffset Built, bool? IsSynchronized);
