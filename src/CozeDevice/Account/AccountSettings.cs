using CozeDevice.Commands;
using CozeDevice.Options;
using CozeDevice.State;

namespace CozeDevice.Account;

/// <summary>What tokens need of the configuration; a bot need not be named yet.</summary>
/// <param name="Api">The REST base.</param>
/// <param name="Authorities">Further trusted roots, or null.</param>
/// <param name="Auth">How the device proves who it is.</param>
/// <param name="Directory">Where the login is stored.</param>
internal sealed record AccountSettings(Uri Api, string? Authorities, AuthOptions Auth, string Directory)
{
    private static readonly string[] Needed = ["Coze:ApiUrl", "Coze:CaFile", "Auth:", "Jwt:", "State:", "Control:"];

    /// <summary>From a whole configuration.</summary>
    public static AccountSettings Of(DeviceOptions options, ProgramContext context) => new(
        options.Coze.ApiUrl, options.Coze.CaFile, options.Auth,
        StateDirectory.Resolve(options.State.Directory, context.Environment, Environment.IsPrivilegedProcess));

    /// <summary>From a configuration that may be wrong elsewhere.</summary>
    /// <exception cref="CommandException">What is needed here, a file, or the command line is wrong: exit code 78.</exception>
    public static AccountSettings LoadOrFail(LoadedConfiguration loaded, ProgramContext context)
    {
        List<ConfigurationError> inTheWay =
        [
            .. loaded.Errors.Where(error => error.Key is null || error.Origin == SettingOrigin.CommandLine.Text
                || Array.Exists(Needed, part => error.Key.StartsWith(part, StringComparison.OrdinalIgnoreCase))),
        ];
        if (inTheWay.Count > 0) throw new CommandException(ExitCode.Configuration, SharedOptions.Describe(inTheWay));
        return new(
            new Uri(loaded.Find("Coze:ApiUrl")!.Value!),
            loaded.Find("Coze:CaFile")?.Value,
            AuthBinder.Build(loaded),
            StateDirectory.Resolve(loaded.Find("State:Directory")?.Value, context.Environment, Environment.IsPrivilegedProcess));
    }
}
