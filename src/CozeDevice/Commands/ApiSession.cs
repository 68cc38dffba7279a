using System.CommandLine;
using CozeDevice.Account;
using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Options;
using CozeDevice.Rest;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Commands;

/// <summary>What the commands for REST calls share: configuration, token, client, and how a call can end.</summary>
/// <param name="context">The surroundings.</param>
/// <param name="shared">The options every command has.</param>
internal sealed class ApiSession(ProgramContext context, SharedOptions shared)
{
    private static readonly string[] Sections = ["Coze:", "Auth:", "Jwt:", "State:"];

    /// <summary>The surroundings.</summary>
    public ProgramContext Context => context;

    /// <summary>Whether the result is JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(shared.Json);

    /// <summary>The configuration, as far as it concerns the service. A missing bot is no matter yet: not every call
    /// names one.</summary>
    /// <exception cref="CommandException">Something that does is wrong: exit code 78.</exception>
    public LoadedConfiguration Load(ParseResult parsed)
    {
        var loaded = shared.Load(parsed, context);
        var inTheWay = loaded.Errors.Where(error =>
            error.Key is null
            || error.Origin == SettingOrigin.CommandLine.Text
            || (Sections.Any(section => error.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase)) && !IsMissing(loaded, error))).ToList();
        return inTheWay.Count == 0 ? loaded : throw new CommandException(ExitCode.Configuration, SharedOptions.Describe(inTheWay));
    }

    /// <summary>Makes calls.</summary>
    /// <param name="loaded">Where the service is.</param>
    /// <param name="calls">Makes them.</param>
    /// <exception cref="CommandException">One did not succeed: 1 refused, 2 wrong request, 3 timeout, 4 network, 77
    /// token.</exception>
    public async Task<int> RunAsync(LoadedConfiguration loaded, Func<CozeApi, Task<int>> calls)
    {
        var settings = AccountSettings.LoadOrFail(loaded, context);
        if (settings.Auth.TokenWrittenIn is { } written && SecretFile.IsExposed(written))
        {
            await context.Error.WriteLineAsync(
                $"cozedevice: others can read the token in {Printable.Line(written)}: move it to /etc/credstore/coze-token, or {Printable.Line(SecretFile.Remedy(written))}");
        }

        using var sources = new TokenSources(settings, context, new ErrorLines(context));
        using var api = new CozeApi(Settings(loaded), sources.Locator, context.Time, NullLogger.Instance, Random.Shared.NextDouble);
        try
        {
            return await calls(api);
        }
        catch (RestException e)
        {
            throw new CommandException(CodeOf(e), e.Message);
        }
        catch (TokenException e)
        {
            throw new CommandException(CodeOf(e), e.Message);
        }
    }

    /// <summary>Reads a file that is sent.</summary>
    /// <param name="path">As it was given.</param>
    /// <param name="maxBytes">The most the service takes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandException">It cannot be read, or is too large: exit code 2.</exception>
    public static async Task<FileContent> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            // Read up to the limit, not asked for its length: a device or a pipe has none.
            var content = new MemoryStream();
            var chunk = new byte[64 * 1024];
            while (await file.ReadAsync(chunk, cancellationToken) is > 0 and var read)
            {
                content.Write(chunk, 0, read);
                if (content.Length > maxBytes)
                    throw new CommandException(ExitCode.Usage, $"{Printable.Line(path)} is larger than {maxBytes / (1024 * 1024)} MiB, the most the service takes");
            }

            return content.Length > 0
                ? new(Path.GetFileName(path), content.ToArray())
                : throw new CommandException(ExitCode.Usage, $"{Printable.Line(path)} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var why = e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read";
            throw new CommandException(ExitCode.Usage, $"{Printable.Line(path)} {why}; name a file this user may read");
        }
    }

    private static int CodeOf(RestException failure) => failure.Failure switch
    {
        RestFailure.Invalid => ExitCode.Usage,
        RestFailure.Timeout => ExitCode.Timeout,
        RestFailure.Refused => failure.IsTokenRefused ? ExitCode.Token : ExitCode.Failed,
        _ => ExitCode.Network,
    };

    private static int CodeOf(TokenException failure) => failure.Obstacle switch
    {
        TokenObstacle.Owner => ExitCode.Token,
        TokenObstacle.Timeout => ExitCode.Timeout,
        _ => ExitCode.Network,
    };

    // A value that is wrong has no setting; one that is missing has.
    private static bool IsMissing(LoadedConfiguration loaded, ConfigurationError error) =>
        error.Key == "Coze:BotId" && loaded.Find("Coze:BotId") is not null;

    private static RestSettings Settings(LoadedConfiguration loaded) => new(new Uri(loaded.Find("Coze:ApiUrl")!.Value!), UserAgent.Text)
    {
        Authorities = ServiceHttp.Authorities(loaded.Find("Coze:CaFile")?.Value),
        BuiltAt = BuildTime.Read(),
        Plan = Enum.Parse<RestPlan>(loaded.Find("Coze:Plan")!.Value!, ignoreCase: true),
    };
}
