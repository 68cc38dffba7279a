using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Update;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Commands;

/// <summary>What the <c>update</c> commands share.</summary>
/// <param name="context">Where they read and write.</param>
/// <param name="shared">The options every command has.</param>
internal sealed class UpdateSession(ProgramContext context, SharedOptions shared)
{
    /// <summary><c>check</c>.</summary>
    public async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (request, authorities) = Request(parsed);
        using var downloads = new HttpDownloads(authorities, UserAgent.Text);
        var store = Store();
        using var held = context.IsRoot ? TryLock(store) : null;
        var view = await Updater(store, downloads, request.ControlSocket).LookAsync(request, held is not null, cancellationToken);
        var record = store.Load();
        if (parsed.GetValue(shared.Json)) await JsonOutput.WriteAsync(context.Out, json => UpdateReport.Write(json, view, request, record));
        else foreach (var line in UpdateReport.Lines(view, request, record)) await context.Out.WriteLineAsync(line);
        return view.Offer.Kind == OfferKind.Available ? ExitCode.Available : ExitCode.Ok;
    }

    /// <summary><c>apply</c>.</summary>
    public async Task<int> ApplyAsync(ParseResult parsed, bool ignoresRollout, bool triesAgain, CancellationToken cancellationToken)
    {
        RequireRoot("apply");
        var store = Store();
        if (!store.Load().IsUnfinished)
        {
            var (request, authorities) = Request(parsed);
            request = request with { IgnoresRollout = ignoresRollout, TriesAgain = triesAgain };
            using var downloads = new HttpDownloads(authorities, UserAgent.Text);
            using var held = store.Lock();
            var view = await Updater(store, downloads, request.ControlSocket).PrepareAsync(request, cancellationToken);
            if (!Update.Updater.Takes(request, view.Offer))
            {
                if (parsed.GetValue(shared.Json)) await JsonOutput.WriteAsync(context.Out, json => UpdateReport.Write(json, view, request, store.Load()));
                else await context.Out.WriteLineAsync(UpdateReport.Sentence(view, request));
                return ExitCode.Ok;
            }
        }

        return await GoOnAsync(parsed, store, cancellationToken);
    }

    /// <summary><c>rollback</c>.</summary>
    public async Task<int> RollBackAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RequireRoot("rollback");
        var store = Store();
        if (!store.Load().IsUnfinished)
        {
            var loaded = shared.LoadSectionOrFail(parsed, context, "Update");
            var request = new UpdateRequest("", "", "", Minutes(loaded), Socket(loaded));
            using var downloads = new HttpDownloads(null, UserAgent.Text);
            using var held = store.Lock();
            await Updater(store, downloads, request.ControlSocket).PrepareRollbackAsync(request, cancellationToken);
        }

        return await GoOnAsync(parsed, store, cancellationToken);
    }

    /// <summary><c>resume</c>.</summary>
    public async Task<int> ResumeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RequireRoot("resume");
        var store = Store();
        using var held = store.Lock();
        using var downloads = new HttpDownloads(null, UserAgent.Text);
        var result = await Updater(store, downloads, store.Load().ControlSocket).ResumeAsync(cancellationToken);
        if (parsed.GetValue(shared.Json)) await JsonOutput.WriteAsync(context.Out, json => UpdateReport.Write(json, result));
        else await context.Out.WriteLineAsync(result is null ? "No update is under way." : UpdateReport.Sentence(result));
        return result is null or { Verdict: UpdateVerdict.Updated } ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Runs a command and tells why there is no update as every command tells its errors.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (UpdateException e)
        {
            throw new CommandException(e.ExitCode, $"{e.Message} ({e.Code})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"{e.Message} ({UpdateProblem.Disk})");
        }
    }

    // The copy of the former version goes on: what is installed now is about to be replaced, and the new one may not even start.
    private static async Task<int> GoOnAsync(ParseResult parsed, UpdateStore store, CancellationToken cancellationToken)
    {
        var copy = store.PathOf(UpdateStore.ProgramFolder + "/cozedevice");
        if (!File.Exists(copy))
        {
            using var held = store.Lock();
            store.CopyProgram();
        }

        var json = parsed.Tokens.Any(token => token.Value == "--json") ? new[] { "--json" } : [];
        // In a session of its own: whoever closes the terminal does not end an installation.
        using var process = Process.Start(new ProcessStartInfo("setsid", ["--wait", copy, "update", "resume", .. json]) { UseShellExecute = false, WorkingDirectory = "/" })!;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(ExitCode.Failed, "the update goes on; `cozedevice update check` shows how it ends");
        }
    }

    // A look is also for the time in which an update runs; it is remembered the next time.
    private static IDisposable? TryLock(UpdateStore store)
    {
        try
        {
            return store.Lock();
        }
        catch (UpdateException)
        {
            return null;
        }
    }

    private void RequireRoot(string command)
    {
        if (!context.IsRoot) throw new CommandException(ExitCode.Failed, $"only root may install packages; run: sudo cozedevice update {command}");
    }

    private UpdateStore Store() => new(context.UpdateDirectory, AppContext.BaseDirectory, new ErrorLines(context));

    private Updater Updater(IUpdateStore store, IDownloads downloads, string socket) => new(new(
        store, new DebianPackages(), downloads, new RunningAgent(socket), context.Time, new ErrorLines(context, LogLevel.Information)));

    private (UpdateRequest Request, string? Authorities) Request(ParseResult parsed)
    {
        var loaded = shared.LoadSectionOrFail(parsed, context, "Update");
        return (new(Needed(UpdateKeys.Channel), Needed(UpdateKeys.PublicKey), BoardId.OfThisBoard(), Minutes(loaded), Socket(loaded)),
            loaded.Find("Coze:CaFile")?.Value);

        string Needed(string key) => loaded.Find(key)?.Value is { Length: > 0 } value
            ? value
            : throw new CommandException(ExitCode.Configuration, $"{key} is missing, so there are no updates by this command; its vendor says what to write there");
    }

    private static int Minutes(LoadedConfiguration loaded) => int.Parse(loaded.Find(UpdateKeys.HealthMinutes)!.Value!, CultureInfo.InvariantCulture);

    private static string Socket(LoadedConfiguration loaded) => loaded.Find("Control:Socket")?.Value ?? OptionCatalog.Find("Control:Socket")!.Default!;
}
