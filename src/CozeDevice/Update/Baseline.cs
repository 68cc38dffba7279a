namespace CozeDevice.Update;

/// <summary>How the device was before an update: a new version has to do what the former did, not more.</summary>
/// <remarks>A board without a microphone, or one whose service is down, could otherwise never be updated, also not with the cure.</remarks>
/// <param name="Answered">Whether an agent ran.</param>
/// <param name="Online">Whether it was online.</param>
/// <param name="Invocation">Which start of the service it was, or null when nobody can tell.</param>
/// <param name="Passed">The doctor's checks that did not fail, or null when there was no doctor to ask.</param>
internal sealed record Baseline(bool Answered, bool Online, string? Invocation, IReadOnlyList<string>? Passed);

/// <summary>A look at the agent.</summary>
/// <param name="Answers">Whether it answers at its control socket.</param>
/// <param name="Online">Whether it is online.</param>
/// <param name="AtRest">Whether no turn runs.</param>
/// <param name="Invocation">Which start of the service it is, or null.</param>
internal readonly record struct AgentLook(bool Answers, bool Online, bool AtRest, string? Invocation);

/// <summary>A check of the doctor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Failed">Whether it failed.</param>
internal sealed record DoctorCheck(string Name, bool Failed);
