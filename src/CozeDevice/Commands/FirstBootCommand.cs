using System.CommandLine;
using CozeDevice.Account;
using CozeDevice.FirstBoot;
using CozeDevice.State;

namespace CozeDevice.Commands;

/// <summary><c>firstboot</c>: takes what <c>cozedevice.txt</c> on the boot partition says. A unit of the SD-card image runs it before the
/// agent.</summary>
internal static class FirstBootCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(ProgramContext context)
    {
        var boot = Place("--boot", "The mounted boot partition, by default /boot/firmware or /boot.");
        var etc = Place("--etc", "Where the configuration is.");
        var credentials = Place("--credstore", "Where systemd looks for credentials.");
        var command = new Command("firstboot", "Takes over cozedevice.txt from the boot partition: settings, token; writes back what came of it.")
        {
            boot, etc, credentials,
        };
        command.SetAction(async (parsed, _) =>
        {
            var places = new FirstBootPlaces(
                parsed.GetValue(boot) ?? FirstBootPlaces.UsualBoot,
                parsed.GetValue(etc) ?? context.ConfigurationDirectory,
                parsed.GetValue(credentials) ?? "/etc/credstore");
            return await RunAsync(context, places);
        });
        return command;
    }

    private static async Task<int> RunAsync(ProgramContext context, FirstBootPlaces places)
    {
        try
        {
            FirstBootResult? result = new FirstBootRun(places, context.Environment, () => HasLogin(context)).Apply();
            if (result is null)
            {
                await context.Out.WriteLineAsync($"There is no {CardFile.Name} in {places.Boot}; nothing to do.");
                return ExitCode.Ok;
            }

            if (result.TokenStored) await context.Out.WriteLineAsync($"The token is in {places.Token} now, and no longer on the card.");
            foreach (CardError error in result.Errors) await context.Error.WriteLineAsync($"cozedevice: {CardFile.Name}: {error}");
            if (result.Errors.Count > 0) return ExitCode.Configuration;
            await context.Out.WriteLineAsync(result.Changed ? $"{CardFile.Name} is applied." : $"{CardFile.Name} says nothing new.");
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"{CardFile.Name} is not done with: {e.Message}; the next start tries again");
        }
    }

    private static bool HasLogin(ProgramContext context) => File.Exists(
        Path.Combine(StateDirectory.Resolve(null, context.Environment, Environment.IsPrivilegedProcess), LoginFile.Name));

    private static Option<string?> Place(string name, string description) => new(name) { Description = description, HelpName = "DIR" };
}
