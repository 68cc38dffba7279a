using CozeDevice.Conversation;
using CozeDevice.Link;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Notices a login or a logout while the agent runs, and keeps a login alive that nobody dials with.</summary>
/// <remarks>Rests in the kernel (inotify) and in one timer a day.</remarks>
/// <param name="sources">Where tokens come from.</param>
/// <param name="link">Hurried after a login, ended after a logout.</param>
/// <param name="loop">Tells whether the link waits for its owner.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of what was noticed.</param>
internal sealed class LoginWatch(
    TokenSources sources, LinkSupervisor link, ConversationLoop loop, TimeProvider time, ILogger logger)
{
    // A refresh token lives for 30 days (protocol §8.1), a session perhaps for longer.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromDays(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var watcher = Watch();
        try
        {
            while (true)
            {
                await Task.Delay(KeepAlive, time, cancellationToken);
                await KeepAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent ends.
        }
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            Directory.CreateDirectory(sources.Settings.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var watcher = new FileSystemWatcher(sources.Settings.Directory, LoginFile.Name);
            watcher.Renamed += (_, _) => Changed();
            watcher.Created += (_, _) => Changed();
            watcher.Deleted += (_, _) => Gone();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LoginLog.NotWatched(logger, e.Message);
            return null;
        }
    }

    private void Changed()
    {
        // Also our own renewals come by here; they need no hurry.
        if (loop.Snapshot().Link.State != "need_auth" || !sources.Login.IsPresent) return;
        LoginLog.LoginSeen(logger);
        link.Hurry();
    }

    private void Gone()
    {
        if (File.Exists(sources.Store.Path) || sources.Locator.LastPlace != sources.Login.Place) return;
        LoginLog.LoggedOut(logger);
        link.Restart("logged out");
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (!sources.Login.IsPresent) return;
        try
        {
            await sources.Login.GetTokenAsync(cancellationToken);
        }
        catch (TokenException e)
        {
            LoginLog.NotKept(logger, e.Message);
        }
    }
}
