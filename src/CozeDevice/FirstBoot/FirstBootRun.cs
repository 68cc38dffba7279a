using System.Security.Cryptography;
using System.Text;
using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>Takes what <c>cozedevice.txt</c> says: the token into a credential, the rest into a configuration file, the result back onto the
/// card.</summary>
/// <remarks>The order is what makes a power cut harmless: the token leaves the card only when it is on the disk of the device. Every step can be
/// done again, and a file that says nothing new changes nothing. Wrong settings change no setting; a token that is right is moved in any
/// case, because a secret must not lie on the card longer than needed.</remarks>
/// <param name="places">Where.</param>
/// <param name="environment">For the check of the whole configuration.</param>
/// <param name="hasLogin">Whether a login is stored, so that no token is needed.</param>
/// <param name="step">Called after each step.</param>
internal sealed class FirstBootRun(
    FirstBootPlaces places, IReadOnlyDictionary<string, string> environment, Func<bool> hasLogin, Action<FirstBootStep>? step = null)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ReadableDirectory = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerDirectory = OwnerOnly | UnixFileMode.UserExecute;
    private const int MaxErrors = 20;

    private readonly Action<FirstBootStep> _step = step ?? (static _ => { });

    /// <summary>Does it; null when there is no card file.</summary>
    /// <exception cref="IOException">The card, or the disk, cannot be written. What was done stays, and the next start goes on.</exception>
    public FirstBootResult? Apply()
    {
        var card = new CardFile(places.Boot, _step);
        foreach (string file in (ReadOnlySpan<string>)[places.Token, places.Settings, places.Taken]) DurableFile.Tidy(file);
        card.Adopt();
        if (!card.Exists)
        {
            if (card.Strays.Count == 0) return null;
            card.Create();
        }

        card.Recover();
        byte[] before = card.Read();
        CardText text = CardText.Read(before);
        List<CardLine> lines = [.. text.Lines.Where(static line => !CardReader.IsResult(line.Text))];
        CardContent content = Understand(text, lines);
        if (content.Token is not null) StoreToken(content.Token);
        bool changed = content.Errors.Count == 0 && StoreSettings(content);
        List<CardError> errors = [.. content.Errors];
        if (errors.Count == 0) errors.AddRange(Whole(content));
        if (Stray(card, lines.Count == 0) is { } stray) errors = lines.Count == 0 ? [stray] : [.. errors, stray];
        byte[] after = text.Write(lines.Select((line, i) => content.TokenLines.Contains(i) ? line with { Text = CardReader.WithoutToken(line.Text, content.Token!) } : line), Results(errors));
        bool differs = !before.AsSpan().SequenceEqual(after);
        if (differs) Replace(card, after, content.Token is not null);
        if (errors.Count == 0) Remember(after);
        _step(FirstBootStep.Done);
        return new(errors, content.Token is not null, changed || differs);
    }

    private CardContent Understand(CardText text, List<CardLine> lines)
    {
        if (text.Format is { } format) return CardContent.Wrong($"cozedevice.txt is {format}; save it as plain text");
        // Nobody writes an empty file on purpose; what it would forget is worth more than what it says.
        if (lines.TrueForAll(static line => string.IsNullOrWhiteSpace(line.Text))) return CardContent.Wrong("cozedevice.txt is empty; the settings are as they were");
        var boards = new ConfigurationRequest(null, [], environment) { Directory = places.Configuration }.Boards;
        return CardReader.Read([.. lines.Select(static line => line.Text)], text.IsForeign, boards);
    }

    private static CardError? Stray(CardFile card, bool isAlone)
    {
        IReadOnlyList<string> strays = card.Strays;
        if (strays.Count == 0) return null;
        string names = string.Join(" and ", strays);
        string verb = strays.Count == 1 ? "is" : "are";
        return new(0, isAlone
            ? $"{names} {verb} not read; save the right one as plain text under the name {CardFile.Name}"
            : $"{names} {verb} not read, only {CardFile.Name} is; keep one file, under this name");
    }

    private static void Replace(CardFile card, byte[] after, bool holdsToken)
    {
        try
        {
            card.Replace(after);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"all of it is taken, but the card cannot be written{(holdsToken ? " and still holds the token" : "")}, so unlock it or let a PC repair it: {e.Message}", e);
        }
    }

    private void Remember(ReadOnlySpan<byte> card)
    {
        byte[] taken = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData([.. card, .. File.ReadAllBytes(places.Settings)])) + "  -\n");
        if (!Holds(places.Taken, taken)) DurableFile.Replace(places.Taken, taken, OwnerOnly, static () => { });
    }

    private void StoreToken(string token)
    {
        Directory.CreateDirectory(places.Credentials, OwnerDirectory);
        byte[] content = Encoding.UTF8.GetBytes(token + "\n");
        if (!Holds(places.Token, content) || File.GetUnixFileMode(places.Token) != OwnerOnly)
            DurableFile.Replace(places.Token, content, OwnerOnly, () => _step(FirstBootStep.TokenWritten));
        _step(FirstBootStep.TokenStored);
    }

    private bool StoreSettings(CardContent content)
    {
        byte[] json = BootSettings.Write(content.Settings);
        if (Holds(places.Settings, json) && File.GetUnixFileMode(places.Settings) == Readable) return false;
        MakeReadable(places.Configuration);
        MakeReadable(Path.GetDirectoryName(places.Settings)!);
        DurableFile.Replace(places.Settings, json, Readable, () => _step(FirstBootStep.SettingsWritten));
        _step(FirstBootStep.SettingsStored);
        return true;
    }

    private static void MakeReadable(string directory)
    {
        if (Directory.Exists(directory)) return;
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, ReadableDirectory);
    }

    private static bool Holds(string file, ReadOnlySpan<byte> content) =>
        File.Exists(file) && new FileInfo(file).Length == content.Length && content.SequenceEqual(File.ReadAllBytes(file));

    // What no line can know alone: keys that do not fit together, and whether there is a bot and a way to a token.
    private IEnumerable<CardError> Whole(CardContent content)
    {
        LoadedConfiguration loaded = ConfigurationLoader.Load(
            new ConfigurationRequest(null, [], environment) { Directory = places.Configuration });
        foreach (ConfigurationError error in loaded.Errors)
        {
            if (error.Key == "Coze:BotId" && error.Problem.StartsWith("is missing", StringComparison.Ordinal))
            {
                yield return new(0, "bot_id is missing; write the number at the end of the bot's address behind bot_id =");
                continue;
            }

            OptionKey? key = error.Key is null ? null : OptionCatalog.Find(error.Key);
            bool isHere = key is not null && content.Settings.ContainsKey(key);
            yield return new(isHere ? content.Settings[key!].Line : 0, isHere ? $"{error.Key} {error.Problem}" : error.ToString());
        }

        string[] ways = ["Auth:ClientId", "Auth:TokenFile", "Auth:Token", "Auth:Command", "Jwt:PrivateKeyFile"];
        if (!File.Exists(places.Token) && !hasLogin() && !ways.Any(way => loaded.Find(way)?.Value is not null))
            yield return new(0, "there is no token yet; write it behind token =, or the number of an OAuth app for devices behind client_id =");
    }

    private static IEnumerable<string> Results(List<CardError> errors)
    {
        if (errors.Count == 0) return [$"{CardKeys.Result} = ok"];
        IEnumerable<string> told = errors.Take(MaxErrors).Select(static error => $"{CardKeys.Result} = {Printable.Line(error.ToString())}");
        return errors.Count > MaxErrors ? [.. told, $"{CardKeys.Result} = and {errors.Count - MaxErrors} more"] : told;
    }
}
