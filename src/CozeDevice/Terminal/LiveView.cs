using System.Text.Json;
using System.Threading.Channels;
using CozeDevice.Commands;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Options;
using CozeDevice.Panel;
using Spectre.Console;

namespace CozeDevice.Terminal;

/// <summary>Shows a running agent in the terminal and sends it what the keys mean.</summary>
/// <remarks>One loop at twenty pictures a second reads keys and events and draws; a task of its own sends commands, so
/// a
/// slow agent cannot freeze the picture.</remarks>
internal static class LiveView
{
    private static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until the person leaves or the agent goes. The terminal is as before afterwards.</summary>
    public static async Task<ViewEnd> RunAsync(
        ControlClient feed, ControlClient commands, ProgramContext context, CancellationToken cancellationToken)
    {
        var console = TerminalConsole.Create(context);
        if (!console.Profile.Capabilities.Ansi)
        {
            throw new CommandException(
                ExitCode.Usage, "this terminal cannot draw; use `cozedevice ctl watch --timeline`");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = Channel.CreateUnbounded<DeviceEvent>(new() { SingleReader = true, SingleWriter = true });
        var requests = Channel.CreateUnbounded<DeviceCommand>(new() { SingleReader = true, SingleWriter = true });
        var refusals = new RefusalBox();
        var receiving = ReceiveAsync(feed, lines.Writer, ending.Token);
        var sending = SendAsync(commands, requests.Reader, refusals, ending.Token);
        var end = ViewEnd.Quit;
        console.AlternateScreen(
            () => end = Loop(console, context.Time, lines.Reader, requests.Writer, refusals, ending.Token));
        // What was typed last, such as the release at the end, still reaches the agent.
        requests.Writer.TryComplete();
        await sending.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync();
        await receiving;
        await sending;
        return end;
    }

    private static ViewEnd Loop(
        IAnsiConsole console,
        TimeProvider time,
        ChannelReader<DeviceEvent> events,
        ChannelWriter<DeviceCommand> requests,
        RefusalBox refusals,
        CancellationToken cancellationToken)
    {
        var (view, keys, timeline) = (ViewModel.Empty, default(KeyState), new TimelinePrinter());
        var patternSince = time.GetTimestamp();
        var end = ViewEnd.Quit;
        console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(live =>
        {
            while (!cancellationToken.WaitHandle.WaitOne(Picture))
            {
                while (events.TryRead(out var deviceEvent))
                {
                    var pattern = view.Led.Pattern;
                    view = view.Apply(deviceEvent, timeline.Describe(deviceEvent));
                    if (view.Led.Pattern != pattern) patternSince = time.GetTimestamp();
                }

                if (refusals.Take() is { } refusal) view = view with { Error = refusal };
                while (Console.KeyAvailable)
                {
                    var effect = ViewKeys.Press(keys, Console.ReadKey(intercept: true), view);
                    keys = effect.State;
                    foreach (var command in effect.Commands) requests.TryWrite(command);
                    if (effect.Quit) return;
                }

                if (events.Completion.IsCompleted)
                {
                    end = ViewEnd.AgentGone;
                    return;
                }

                var look = LedPatterns.Find(view.Led.Pattern)?.LookAt(time.GetElapsedTime(patternSince));
                var lit = look is null ? view : view with { Led = view.Led with { Rgb = look.Value.Hex } };
                var (width, height) = (console.Profile.Width, console.Profile.Height - 1);
                live.UpdateTarget(ViewLayout.Draw(lit, keys, look?.Level ?? 1, width, height));
            }
        });
        return end;
    }

    private static async Task ReceiveAsync(
        ControlClient feed, ChannelWriter<DeviceEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in feed.WatchAsync(cancellationToken))
                if (FeedReader.ReadEvent(line) is { } deviceEvent) events.TryWrite(deviceEvent);
        }
        catch (Exception e) when (e is OperationCanceledException or JsonException or IOException)
        {
            // Whatever it was, there is nothing more to show.
        }

        events.TryComplete();
    }

    private static async Task SendAsync(
        ControlClient commands,
        ChannelReader<DeviceCommand> requests,
        RefusalBox refusals,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var command in requests.ReadAllAsync(cancellationToken))
            {
                var result = await commands.ExecuteAsync(command, cancellationToken);
                if (result.Error is not null) refusals.Put(Printable.Line($"{result.Error} {result.Message}"));
            }
        }
        catch (Exception e)
            when (e is OperationCanceledException or AgentUnreachableException or JsonException or IOException)
        {
            // The end of the feed tells the person.
        }
    }

    // The latest refusal, handed from the sending task to the drawing loop.
    private sealed class RefusalBox
    {
        private string? _latest;

        public void Put(string refusal) => Volatile.Write(ref _latest, refusal);

        public string? Take() => Interlocked.Exchange(ref _latest, null);
    }
}
