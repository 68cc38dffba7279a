using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace CozeDevice.Bundle;

/// <summary>Writes a bundle: a compressed tar archive for its owner alone.</summary>
internal static class BundleArchive
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it. A file that is there is not replaced.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">The folder inside it.</param>
    /// <param name="files">Names and text, secrets taken out.</param>
    /// <param name="time">The time of the files.</param>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public static void Write(string path, string folder, IEnumerable<(string Name, string Text)> files, DateTimeOffset time)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        using var zip = new GZipStream(file, CompressionLevel.SmallestSize);
        using var tar = new TarWriter(zip, TarEntryFormat.Pax);
        foreach (var (name, text) in files)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{folder}/{name}")
            {
                Mode = OwnerOnly,
                ModificationTime = time,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            });
        }
    }
}
