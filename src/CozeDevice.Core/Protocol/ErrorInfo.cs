namespace CozeDevice.Protocol;

/// <summary>What is known of one error code (protocol §9).</summary>
/// <param name="Code">The number of <c>data.code</c> or <c>last_error.code</c>.</param>
/// <param name="Meaning">What it says, in a few words.</param>
/// <param name="Class">What it asks of the device.</param>
/// <param name="Hint">What a person can do about it, one sentence; empty where nothing is to be done.</param>
public sealed record ErrorInfo(int Code, string Meaning, ErrorClass Class, string Hint);
