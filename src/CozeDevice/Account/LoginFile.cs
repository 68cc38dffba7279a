using System.Text.Json;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary><c>login.json</c>: the login, readable by its owner alone, whole after a power cut.</summary>
/// <remarks>Blocks on the disk. The new content goes into <c>login.json.new</c>, to the disk, over the old file, and the directory to
/// the disk. A cut between these steps loses nothing: a new file that is whole and newer than the old one takes its place when the
/// lock is had the next time. Reading needs no lock and sees only what is on the disk.</remarks>
internal sealed class LoginFile : ILoginStore
{
    /// <summary>The name of the file.</summary>
    public const string Name = "login.json";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxBytes = 64 * 1024;
    private const int Room = 16 * 1024; // more than any login needs
    private const int WouldBlock = 11; // EAGAIN, as the runtime reports a lock of somebody else on Linux
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(15); // longer than a renewal takes at most
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<LoginStep> _step;
    private FileStream? _prepared; // belongs to whoever has the lock
    private bool _hasRoom;
    private int _damageTold;

    /// <summary>Nothing is touched yet.</summary>
    /// <param name="directory">The state directory; created when it is needed.</param>
    /// <param name="time">Waits for the lock.</param>
    /// <param name="logger">Told of a damaged file.</param>
    /// <param name="step">Called after each step of storing.</param>
    public LoginFile(string directory, TimeProvider time, ILogger logger, Action<LoginStep>? step = null)
    {
        (_directory, _time, _logger, _step) = (directory, time, logger, step ?? (static _ => { }));
        Path = System.IO.Path.Combine(directory, Name);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public bool IsUnfinished => File.Exists(New);

    private string New => Path + ".new";

    private string Bad => Path + ".bad";

    /// <inheritdoc/>
    /// <remarks>The kernel lets go of the lock when its process ends in whatever way.</remarks>
    public async ValueTask<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_directory, OwnerOnly | UnixFileMode.UserExecute);
        long begin = _time.GetTimestamp();
        while (true)
        {
            try
            {
                var held = new Held(this, Open(System.IO.Path.Combine(_directory, "login.lock"), FileMode.OpenOrCreate));
                try
                {
                    Recover();
                    return held;
                }
                catch
                {
                    // Without it nobody on this board gets the lock until this process ends.
                    held.Dispose();
                    throw;
                }
            }
            catch (IOException e) when (e.HResult == WouldBlock)
            {
                if (_time.GetElapsedTime(begin) >= LockLimit)
                    throw new IOException($"another process holds {System.IO.Path.Combine(_directory, "login.lock")}", e);
            }

            await Task.Delay(LockPause, _time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public StoredLogin? Load() => Read(Path, isOurs: true);

    /// <inheritdoc/>
    public void Prepare()
    {
        Forget();
        // A board without a network tries for days; its card need not be written for each attempt.
        if (_hasRoom && new FileInfo(New) is { Exists: true, LinkTarget: null, Length: Room })
        {
            _prepared = Open(New, FileMode.OpenOrCreate);
        }
        else
        {
            // Never written into: a left-over could have another mode, or be a link to somewhere else.
            File.Delete(New);
            _prepared = Open(New, FileMode.CreateNew);
            _prepared.Write(new byte[Room]);
            _prepared.Flush(flushToDisk: true);
            _hasRoom = true;
        }

        _step(LoginStep.Prepared);
    }

    /// <summary>Takes a preparation back that nothing was asked for. Only under the lock.</summary>
    public void Discard()
    {
        Forget();
        _hasRoom = false;
        File.Delete(New);
    }

    /// <inheritdoc/>
    public void Save(StoredLogin login)
    {
        if (_prepared is null) Prepare();
        _step(LoginStep.Answered);
        var content = LoginJson.Write(login);
        var file = _prepared!;
        _hasRoom = false;
        file.Position = 0;
        file.Write(content);
        file.SetLength(content.Length);
        _step(LoginStep.Written);
        file.Flush(flushToDisk: true);
        _step(LoginStep.Synced);
        Forget();
        Place();
        _step(LoginStep.Done);
    }

    /// <inheritdoc/>
    public bool Delete()
    {
        Forget();
        var existed = File.Exists(Path);
        // A damaged one may still hold a token.
        foreach (var file in new[] { New, Path, Bad }) File.Delete(file);
        if (existed) DirectorySync.Flush(_directory);
        return existed;
    }

    // What was cut off after it was written is whole, newer, and all there is of an answer.
    private void Recover()
    {
        if (!File.Exists(New) || Read(New, isOurs: false) is not { } waiting) return;
        if (Load() is { } current && current.Serial >= waiting.Serial) return;
        using (var file = new FileStream(New, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        Place();
    }

    private void Forget()
    {
        _prepared?.Dispose();
        _prepared = null;
    }

    private void Place()
    {
        File.Move(New, Path, overwrite: true);
        _step(LoginStep.Renamed);
        DirectorySync.Flush(_directory);
    }

    private FileStream Open(string path, FileMode mode)
    {
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnerOnly,
            BufferSize = 0,
        });
        try
        {
            // `sudo cozedevice login` serves an agent that is not root.
            if (Environment.IsPrivilegedProcess) FileOwner.TakeFrom(path, _directory);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private StoredLogin? Read(string path, bool isOurs)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxBytes) throw new JsonException("It is too large.");
            var content = new byte[file.Length];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            // Room that was prepared and not cut off yet is zeros.
            return LoginJson.Read(content.AsMemory(0, length).TrimEnd((byte)0));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            if (isOurs) KeepAside();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _damageTold, 1) == 0) LoginLog.Unreadable(_logger, path, e.Message);
            return null;
        }
    }

    private void KeepAside()
    {
        try
        {
            File.Move(Path, Bad, overwrite: true);
            LoginLog.Damaged(_logger, Path, Bad);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _damageTold, 1) == 0) LoginLog.Unreadable(_logger, Path, e.Message);
        }
    }

    private sealed class Held(LoginFile owner, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            owner.Forget();
            file.Dispose();
        }
    }
}
