using System.Text.Json;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Terminal;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Commands;

/// <summary><c>led test</c>: plays patterns on the configured LED and names each; without an LED, draws them on a terminal.</summary>
/// <param name="context">Where names go.</param>
/// <param name="patterns">What is shown.</param>
/// <param name="each">How long each.</param>
/// <param name="asJson">Whether the names are for a program.</param>
internal sealed class LedTest(ProgramContext context, IReadOnlyList<LedPattern> patterns, TimeSpan each, bool asJson)
{
    private const int NameWidth = 18;
    private const int LookWidth = 37;

    /// <summary>Shows everything once. Ctrl-C leaves the LED dark.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandException">There is no LED to try, or it does not work, or an agent holds it.</exception>
    public async Task<int> RunAsync(LoadedConfiguration loaded, CancellationToken cancellationToken)
    {
        // Drawing blocks its thread, and Ctrl-C is listened for only once this method has returned.
        await Task.Yield();
        LedOptions options = LedCommand.OptionsOf(loaded);
        if (options.Kind == LedKind.None)
        {
            if (!context.IsInteractive)
                throw new CommandException(ExitCode.Device, "Led:Kind is none: there is no LED to try; on a terminal it would be drawn");
            await ShowAsync(null, LedTraits.Colour, cancellationToken);
            return ExitCode.Ok;
        }
        await LedCommand.RefuseBesideAgentAsync(loaded, cancellationToken);
        using ILoggerFactory logs = AgentLogging.Create(context, verbose: false);
        bool works = true;
        ILed? opened = Open(options);
        LedTraits traits = opened.Traits;
        using var player = new LedPlayer(
            () => Interlocked.Exchange(ref opened, null) ?? LedOpener.Open(options, context.Time), options.Light, context.Time, logs.CreateLogger<LedPlayer>())
        {
            Level = SomebodySpeaks(),
            HealthChanged = isWell => works &= isWell,
        };
        await ShowAsync(player, traits, cancellationToken);
        return works ? ExitCode.Ok : ExitCode.Device;
    }

    private ILed Open(LedOptions options)
    {
        try
        {
            return LedOpener.Open(options, context.Time);
        }
        catch (LedException e)
        {
            throw new CommandException(ExitCode.Device, $"{e.Message}; `cozedevice led test --set Led:Kind=none` draws the patterns on a terminal");
        }
    }

    private async Task ShowAsync(LedPlayer? player, LedTraits traits, CancellationToken cancellationToken)
    {
        foreach (LedPattern pattern in patterns)
        {
            player?.Play(pattern);
            await TellAsync(pattern, traits);
            if (player is null && !asJson)
                LedDrawing.Run(context, pattern, each, cancellationToken);
            else
                await Task.Delay(each, context.Time, cancellationToken);
        }
    }

    private async Task TellAsync(LedPattern pattern, LedTraits traits)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json => Write(json, pattern), indented: false);
            return;
        }
        string look = traits.HasColour ? pattern.ColourLook : pattern.SingleLook;
        await context.Out.WriteLineAsync($"{pattern.Name.PadRight(NameWidth)}{look.PadRight(LookWidth)}{pattern.Meaning}");
    }

    private void Write(Utf8JsonWriter json, LedPattern pattern)
    {
        json.WriteStartObject();
        json.WriteString("pattern", pattern.Name);
        json.WriteString("rgb", pattern.Hex);
        json.WriteString("meaning", pattern.Meaning);
        json.WriteString("colour", pattern.ColourLook);
        json.WriteString("single", pattern.SingleLook);
        json.WriteNumber("seconds", each.TotalSeconds);
        json.WriteEndObject();
    }

    // The microphone belongs to nobody here: a level that rises and falls as in speech.
    private Func<float> SomebodySpeaks()
    {
        const float MiddleDb = -32, SwingDb = 17;
        const double SyllablesPerSecond = 1.5;
        long began = context.Time.GetTimestamp();
        return () => MiddleDb + SwingDb * (float)Math.Sin(
            2 * Math.PI * SyllablesPerSecond * context.Time.GetElapsedTime(began).TotalSeconds);
    }
}
