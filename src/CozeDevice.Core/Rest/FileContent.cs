namespace CozeDevice.Rest;

/// <summary>A file to send.</summary>
/// <param name="Name">The name the service is told, without a directory.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record FileContent(string Name, ReadOnlyMemory<byte> Bytes);
