using CozeDevice.Conversation;
using CozeDevice.Options;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>Reads the configuration again and gives the service what has changed for it, with a new session between two turns.</summary>
/// <remarks>One reload at a time. What concerns the board itself needs a restart and is only named.</remarks>
/// <param name="load">Reads every layer again.</param>
/// <param name="running">What the agent was started with.</param>
/// <param name="device">The running device.</param>
/// <param name="logger">Its log.</param>
internal sealed class Reloader(Func<LoadedConfiguration> load, LoadedConfiguration running, Device device, ILogger logger) : IDisposable
{
    // Longer than the longest answer that is still heard.
    private static readonly TimeSpan TurnLimit = TurnRules.SpeakingLimit;

    // They carry a field, but the device is built around them.
    private static readonly string[] Built = ["Audio:Codec", "Turn:Mode"];

    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _gate = new();
    private (DeviceOptions Options, bool IsOtherBot)? _pending;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string?> _inForce =
        running.Settings.ToDictionary(static setting => setting.Key.Path, static setting => setting.Value, StringComparer.Ordinal);

    /// <summary>Reads it again.</summary>
    /// <returns>What came of it, or why nothing did: then everything goes on as it is.</returns>
    public async Task<CommandResult> ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            LoadedConfiguration next = load();
            if (next.Options is not { } options)
            {
                string problems = string.Join("; ", next.Errors.Select(static error => error.ToString()));
                HostingLog.NotReloaded(logger, problems);
                return new(ReloadResult.Wrong, problems);
            }

            ReloadResult result = Compare(_inForce, next);
            HostingLog.Reloaded(logger, result.ToString());
            foreach (string key in result.Applied) _inForce[key] = next.Find(key)!.Value;
            if (result.Applied.Count > 0) Apply(AsBuilt(options), isOtherBot: result.Applied.Contains("Coze:BotId"));
            return new() { Output = result.ToJson() };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Reads it again for somebody who does not wait for the answer: it is in the log.</summary>
    public async Task ReloadQuietlyAsync()
    {
        try
        {
            await ReloadAsync(_stop.Token);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            HostingLog.ReloadFailed(logger, failure);
        }
        catch (Exception)
        {
            // Stopping.
        }
    }

    /// <summary>Which keys have changed, and which of them a new session brings into force. Pure.</summary>
    /// <param name="inForce">Values by key.</param>
    /// <param name="next">What is configured now.</param>
    public static ReloadResult Compare(IReadOnlyDictionary<string, string?> inForce, LoadedConfiguration next)
    {
        var (applied, restart) = (new List<string>(), new List<string>());
        foreach (EffectiveSetting setting in next.Settings)
        {
            if (setting.Value == inForce.GetValueOrDefault(setting.Key.Path)) continue;
            bool isLive = setting.Key.Path == "Coze:WebSocketUrl" || (setting.Key.Field is not null && !Built.Contains(setting.Key.Path));
            (isLive ? applied : restart).Add(setting.Key.Path);
        }

        return new(applied, restart);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _one.Dispose();
    }

    // What the device is built around stays as it was at the start, whatever is written now: the service must not be told of a
    // codec that the encoder does not speak.
    private DeviceOptions AsBuilt(DeviceOptions next)
    {
        DeviceOptions built = running.Options!;
        return next with
        {
            Audio = built.Audio,
            Turn = built.Turn,
            Chat = next.Chat with
            {
                TurnDetection = (next.Chat.TurnDetection ?? new()) with { Type = built.Chat.TurnDetection?.Type },
            },
        };
    }

    // The latest wins; one waiter serves them all.
    private void Apply(DeviceOptions options, bool isOtherBot)
    {
        lock (_gate)
        {
            bool isWaiting = _pending is not null;
            _pending = (options, isOtherBot || _pending?.IsOtherBot == true);
            if (isWaiting) return;
        }

        _ = ApplyAsync();
    }

    private async Task ApplyAsync()
    {
        try
        {
            await RestAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            HostingLog.ReloadFailed(logger, failure);
        }

        (DeviceOptions Options, bool IsOtherBot) next;
        lock (_gate)
        {
            next = _pending!.Value;
            _pending = null;
        }

        string? conversation = next.IsOtherBot ? null : device.Link.ConversationId;
        device.Link.Reconfigure(
            ChatSettings.LinkOf(next.Options, conversation), keepsConversation: !next.IsOtherBot && next.Options.Coze.ConversationId is null);
    }

    // An answer that is being heard is heard to its end; a device that never rests gets it between two sentences.
    private async Task RestAsync()
    {
        using FeedSubscription feed = device.Loop.Subscribe();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(TurnLimit);
        try
        {
            await foreach (DeviceEvent next in feed.Events.ReadAllAsync(limit.Token))
            {
                if (next is SnapshotEvent { State.Turn.State: "ready" } or TurnEvent { Turn.State: "ready" })
                    return;
            }
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // It never rests.
        }
    }
}
