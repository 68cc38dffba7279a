namespace CozeDevice.Update;

/// <summary>The updater's directory: its record, the packages it keeps, the program that goes on after a cut.</summary>
internal interface IUpdateStore
{
    /// <summary>Takes the lock that only one updater has; the kernel lets go of it when its process ends.</summary>
    /// <exception cref="UpdateException">Another one has it.</exception>
    IDisposable Lock();

    /// <summary>The record; an empty one when there is none or it is damaged.</summary>
    UpdateRecord Load();

    /// <summary>Writes the record so that either the old or the new one is there whatever happens.</summary>
    /// <exception cref="IOException">It is not on the disk.</exception>
    void Save(UpdateRecord record);

    /// <summary>Where a file of this name is or will be.</summary>
    string PathOf(string file);

    /// <summary>Makes what was written to a file survive a power cut under its final name.</summary>
    void Keep(string partFile, string file);

    /// <summary>The SHA-256 of a file in lower case hexadecimal, or null when it cannot be read.</summary>
    string? Sha256(string file);

    /// <summary>Bytes that are free for programs.</summary>
    long FreeBytes { get; }

    /// <summary>Copies the running program into the directory, so that the former version watches over the new one.</summary>
    void CopyProgram();

    /// <summary>Takes that copy and every package but these away.</summary>
    void Clean(params IEnumerable<KeptPackage?> kept);
}
