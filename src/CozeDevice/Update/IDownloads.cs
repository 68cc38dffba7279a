namespace CozeDevice.Update;

/// <summary>Gets files of the vendor, from an address or from the disk.</summary>
internal interface IDownloads
{
    /// <summary>Reads a small file.</summary>
    /// <exception cref="UpdateException">It cannot be had, or is larger.</exception>
    Task<byte[]> ReadAsync(string address, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Writes a file of a known size to the disk.</summary>
    /// <exception cref="UpdateException">It cannot be had, or has another size.</exception>
    Task SaveAsync(string address, string path, long size, CancellationToken cancellationToken);
}
