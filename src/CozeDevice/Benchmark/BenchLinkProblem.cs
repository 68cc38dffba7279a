using CozeDevice.Conversation;

namespace CozeDevice.Benchmark;

/// <summary>Why there is no session.</summary>
/// <param name="State"><c>offline</c> or <c>need_auth</c>.</param>
/// <param name="Reason">The reason of the link, or null.</param>
/// <param name="Error">What the service said, or null.</param>
internal sealed record BenchLinkProblem(string State, string? Reason, ErrorEvent? Error);
