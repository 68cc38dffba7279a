using System.Text.Json;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;

namespace CozeDevice.State;

/// <summary><c>state.json</c>: readable by its owner alone, whole after a power cut, and never a reason not to
/// start.</summary>
/// <remarks>Blocks on the disk. One thread at a time.</remarks>
/// <param name="directory">The state directory; created when it is needed.</param>
/// <param name="logger">Where the one warning goes.</param>
internal sealed class StateFile(string directory, ILogger logger)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxBytes = 64 * 1024;

    private bool _writeFailed;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(directory, "state.json");

    /// <summary>Reads what was remembered. A corrupt file is kept aside as <c>state.json.bad</c>.</summary>
    public StoredState Load()
    {
        try
        {
            if (new FileInfo(Path).Length > MaxBytes) throw new JsonException("It is too large.");
            return StateJson.Read(File.ReadAllBytes(Path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return StoredState.Empty;
        }
        catch (JsonException)
        {
            KeepAside();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StateLog.ReadFailed(logger, Path, e.Message);
        }

        return StoredState.Empty;
    }

    /// <summary>Writes the state so that either the old or the new one is there whatever happens.</summary>
    /// <returns>Whether it is on the disk. A failure is logged once until it works again.</returns>
    public bool Save(StoredState state)
    {
        try
        {
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
            var temporary = Path + ".new";
            // A left-over could have another mode, so it is never written into.
            File.Delete(temporary);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
                BufferSize = 0,
            };
            using (var file = new FileStream(temporary, options))
            {
                file.Write(StateJson.Write(state));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path, overwrite: true);
            DirectorySync.Flush(directory);
            _writeFailed = false;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_writeFailed) StateLog.WriteFailed(logger, Path, e.Message);
            _writeFailed = true;
            return false;
        }
    }

    private void KeepAside()
    {
        var bad = Path + ".bad";
        try
        {
            File.Move(Path, bad, overwrite: true);
            StateLog.Corrupt(logger, Path, bad);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StateLog.ReadFailed(logger, Path, e.Message);
        }
    }
}
