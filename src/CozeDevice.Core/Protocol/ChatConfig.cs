namespace CozeDevice.Protocol;

/// <summary>The content of <c>chat.update</c> (protocol §3.1). Skeleton: every member arrives with the protocol work.</summary>
public sealed record ChatConfig;
