using System.Security.Cryptography;
using System.Text.Json;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Update;

/// <summary>A directory of root alone to write; everybody may read it.</summary>
/// <remarks>Not the state directory of the agent: its user could put there what root would run.</remarks>
/// <param name="directory">The directory; created when it is needed.</param>
/// <param name="program">The directory of the running program.</param>
/// <param name="logger">Told of a damaged record.</param>
internal sealed class UpdateStore(string directory, string program, ILogger logger) : IUpdateStore
{
    /// <summary>Where it is on a board.</summary>
    public const string Usual = "/var/lib/cozedevice-update";

    /// <summary>The folder of the copied program.</summary>
    public const string ProgramFolder = "program";

    private const string RecordName = "update.json";
    private const string LockName = "update.lock";
    private const int MaxBytes = 64 * 1024;
    private const int WouldBlock = 11; // EAGAIN, as the runtime reports a lock of somebody else on Linux

    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <inheritdoc/>
    public long FreeBytes => new DriveInfo(directory).AvailableFreeSpace;

    private string RecordPath => PathOf(RecordName);

    private string ProgramPath => PathOf(ProgramFolder);

    /// <inheritdoc/>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(directory, Folder);
        try
        {
            return new FileStream(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new UpdateException(UpdateProblem.Running, "another update is running; `cozedevice update check` shows how it ended");
        }
    }

    /// <inheritdoc/>
    public UpdateRecord Load()
    {
        try
        {
            if (new FileInfo(RecordPath).Length > MaxBytes) throw new JsonException("It is too large.");
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordPath), UpdateRecordJson.Default.UpdateRecord) ?? new();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return new();
        }
        catch (JsonException)
        {
            var aside = RecordPath + ".bad";
            File.Move(RecordPath, aside, overwrite: true);
            UpdateLog.Damaged(logger, RecordPath, aside);
            return new();
        }
    }

    /// <inheritdoc/>
    public void Save(UpdateRecord record)
    {
        var part = RecordName + ".part";
        File.WriteAllBytes(PathOf(part), JsonSerializer.SerializeToUtf8Bytes(record, UpdateRecordJson.Default.UpdateRecord));
        Keep(part, RecordName);
    }

    /// <inheritdoc/>
    public string PathOf(string file) => Path.Combine(directory, file);

    /// <inheritdoc/>
    public void Keep(string partFile, string file)
    {
        Flush(PathOf(partFile));
        File.Move(PathOf(partFile), PathOf(file), overwrite: true);
        DirectorySync.Flush(directory);
    }

    /// <inheritdoc/>
    public string? Sha256(string file)
    {
        try
        {
            using var stream = File.OpenRead(PathOf(file));
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void CopyProgram()
    {
        // A start that finds the folder finds all of it.
        var part = ProgramPath + ".part";
        Remove(part);
        Remove(ProgramPath);
        foreach (var from in Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(part, Path.GetRelativePath(program, from));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!, Folder);
            File.Copy(from, to); // with its mode
            Flush(to);
        }

        foreach (var folder in Directory.EnumerateDirectories(part, "*", SearchOption.AllDirectories).Append(part)) DirectorySync.Flush(folder);
        Directory.Move(part, ProgramPath);
        DirectorySync.Flush(directory);
    }

    /// <inheritdoc/>
    public void Clean(params IEnumerable<KeptPackage?> kept)
    {
        var files = kept.Select(package => package?.File).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(".part", StringComparison.Ordinal) || (name.EndsWith(".deb", StringComparison.Ordinal) && !files.Contains(name)))
                File.Delete(path);
        }

        Remove(ProgramPath);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
