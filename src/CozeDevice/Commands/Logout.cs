using CozeDevice.Account;

namespace CozeDevice.Commands;

/// <summary><c>logout</c>.</summary>
internal static class Logout
{
    /// <summary>Removes the login, and says what still gives a token.</summary>
    public static async Task<int> RunAsync(ProgramContext context, TokenSources sources, bool asJson, CancellationToken cancellationToken)
    {
        var existed = false;
        try
        {
            // Nothing is made where nothing is.
            if (Directory.Exists(sources.Settings.Directory))
            {
                using var held = await sources.Store.LockAsync(cancellationToken);
                existed = sources.Store.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"the login cannot be removed: {e.Message}; run it as root or as the user of the agent");
        }

        List<string> left = [.. sources.Locator.Survey().Select(static place => place.Name)];
        if (sources.Locator.ServiceCredential is { } credential) left.Insert(0, TokenState.OfService(credential));
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("removed", existed);
                json.WriteStartArray("still");
                foreach (var place in left) json.WriteStringValue(place);
                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCode.Ok;
        }

        await context.Out.WriteLineAsync(existed
            ? $"Logged out: {sources.Store.Path} is removed. To withdraw what you approved, open the authorisations of your account at Coze."
            : $"There was no login in {sources.Settings.Directory}.");
        if (left.Count > 0)
            await context.Out.WriteLineAsync($"The device still has a token, from {string.Join(" and ", left)}.");
        return ExitCode.Ok;
    }
}
