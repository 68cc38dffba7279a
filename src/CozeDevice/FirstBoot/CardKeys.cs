using CozeDevice.Naming;
using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>Every word <c>cozedevice.txt</c> knows: a few friendly ones, and the keys of the catalog.</summary>
internal static class CardKeys
{
    /// <summary>The word for the token.</summary>
    public const string Token = "token";

    /// <summary>The word for the bot.</summary>
    public const string Bot = "bot_id";

    /// <summary>The line the device writes; never read.</summary>
    public const string Result = "last_result";

    private const string ResultKey = "lastresult";
    private const int MaxTypos = 2;
    private const int ShortestToken = 8;
    private const string Bearer = "Bearer";
    private const string BotPage = "/bot/";
    private static readonly string[] TokenBeginnings = ["pat_", "sat_", "czs_", "czu_"];
    private static readonly string[] NetworkWords = ["wifi", "wlan", "ssid", "psk", "wpa", "password", "passphrase", "country", "network", "无线", "密码"];

    private static readonly IReadOnlyDictionary<string, string> Regions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cn"] = "cn",
        ["china"] = "cn",
        ["cozecn"] = "cn",
        ["wwwcozecn"] = "cn",
        ["中国"] = "cn",
        ["国内"] = "cn",
        ["prc"] = "cn",
        ["国内版"] = "cn",
        ["中国版"] = "cn",
        ["apicozecn"] = "cn",
        ["com"] = "com",
        ["cozecom"] = "com",
        ["wwwcozecom"] = "com",
        ["international"] = "com",
        ["global"] = "com",
        ["world"] = "com",
        ["eu"] = "com",
        ["us"] = "com",
        ["国际"] = "com",
        ["海外"] = "com",
        ["国际版"] = "com",
        ["海外版"] = "com",
        ["apicozecom"] = "com",
    };

    private static readonly IReadOnlyDictionary<string, string> Languages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["english"] = "en",
        ["eng"] = "en",
        ["英文"] = "en",
        ["英语"] = "en",
        ["chinese"] = "zh",
        ["cn"] = "zh",
        ["mandarin"] = "zh",
        ["中文"] = "zh",
        ["汉语"] = "zh",
        ["普通话"] = "zh",
        ["zho"] = "zh",
    };

    /// <summary>The friendly ones.</summary>
    public static IReadOnlyList<CardKey> Friendly { get; } =
    [
        new(Token, ["accesstoken", "apitoken", "cozetoken", "cozeapitoken", "pat", "令牌", "访问令牌", "authtoken", "authorization"], ReadToken),
        new(Bot, ["bot", "botnumber", "cozebotid", "agentid", "智能体", "智能体id", "机器人"], ReadBot),
        new("client_id", ["oauthclientid", "authclientid", "clientid"], (text, _) => Setting("Auth:ClientId", text)),
        new("region", ["site", "地区", "区域"], Region),
        new("board", ["profile", "boardname", "主板", "板子"], Board),
        new("language", ["lang", "locale", "promptslanguage", "语言"], Language),
        new("volume", ["vol", "loudness", "audiovolume", "音量"], (text, _) => Setting("Audio:Volume", text.TrimEnd('%', ' '))),
        new("voice_id", ["voice", "cozevoiceid", "音色"], (text, _) => Setting("Coze:VoiceId", text)),
    ];

    /// <summary>Finds a word.</summary>
    /// <param name="written">As somebody wrote it.</param>
    public static CardKey? Find(string written)
    {
        string key = CardWord.Key(written);
        foreach (CardKey friendly in Friendly)
            if (CardWord.Key(friendly.Name) == key || friendly.Aliases.Contains(key)) return friendly;
        foreach (OptionKey option in OptionCatalog.Keys)
            if (CardWord.Key(option.Path) == key) return new(option.Path, [], (text, _) => Setting(option.Path, text));
        return null;
    }

    /// <summary>Whether this is the line the device itself writes.</summary>
    public static bool IsResult(string written) => CardWord.Key(written) == ResultKey;

    /// <summary>Whether a line is a token and nothing else.</summary>
    public static bool LooksLikeToken(string value) =>
        value.Length >= 12 && TokenBeginnings.Any(beginning => value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether there is a token anywhere in a text.</summary>
    public static bool HoldsToken(string text) => TokenBeginnings.Any(beginning => text.Contains(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a token may hold a character (RFC 6750, 2.1).</summary>
    public static bool IsOfToken(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '/' or '=';

    /// <summary>The number of the bot in the address of its page; empty when there is none.</summary>
    public static string BotOf(string address) => address.LastIndexOf(BotPage, StringComparison.Ordinal) is var at and >= 0
        ? new string([.. address[(at + BotPage.Length)..].TakeWhile(char.IsAsciiDigit)])
        : "";

    /// <summary>What was probably meant, as the end of a sentence.</summary>
    public static string Hint(string written)
    {
        string key = CardWord.Key(written);
        if (NetworkWords.Any(word => key.Contains(word, StringComparison.Ordinal)))
            return "Wi-Fi has a file of its own beside this one: home.nmconnection, see hardware/sd-card.md";
        IEnumerable<string> names = Friendly.Select(static friendly => friendly.Name).Concat(OptionCatalog.Keys.Select(static option => option.Path));
        string nearest = "";
        int fewest = int.MaxValue;
        foreach (string name in names)
        {
            int edits = key.Length is 0 or > 60 ? int.MaxValue : NearestName.Distance(key, CardWord.Key(name));
            if (edits < fewest) (nearest, fewest) = (name, edits);
        }

        return fewest <= MaxTypos
            ? $"did you mean {nearest}?"
            : $"there are {string.Join(", ", Friendly.Select(static friendly => friendly.Name))}, and Section:Key of the configuration";
    }

    private static CardReading ReadToken(string text, CardKeyContext context)
    {
        string token = text;
        if (token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            string rest = token[Bearer.Length..].TrimStart(' ', ':', '=');
            if (token.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase) || LooksLikeToken(rest)) token = rest;
        }

        if (LooksLikeToken(CardWord.Unbracketed(token))) token = CardWord.Unbracketed(token);
        if (token.Any(static c => c is <= ' ' or > '~'))
            return CardReading.Wrong("holds a blank or a character that no token has; copy the token alone, on one line");
        if (IsPlaceholder(token)) return CardReading.Wrong("is still the example; copy your own token from Coze");
        if (token.FirstOrDefault(static c => !IsOfToken(c)) is var strange and not '\0')
            return CardReading.Wrong($"holds {strange}, which no token has; copy the token alone");
        if (token.All(char.IsAsciiDigit)) return CardReading.Wrong("is a number, as a bot has; copy the token from Coze, it begins with pat_");
        return token.Length < ShortestToken ? CardReading.Wrong("is too short for a token; copy all of it") : new([]) { Token = token };
    }

    private static CardReading ReadBot(string text, CardKeyContext context)
    {
        if (HoldsToken(text)) return CardReading.Wrong("holds a token; the token belongs behind token =, here goes the number of the bot");
        string id = BotOf(text) is { Length: > 0 } number ? number : CardWord.Unbracketed(text).Replace(" ", "", StringComparison.Ordinal);
        if (id.Length is > 0 and <= 32 && id.All(char.IsAsciiDigit)) return Setting("Coze:BotId", id);
        return CardReading.Wrong(id.Contains("//", StringComparison.Ordinal) || id.Contains("coze.", StringComparison.OrdinalIgnoreCase)
            ? $"is {Printable.Value(text)}; that is not the page of a bot: its address has /bot/ and a number, and the number is enough"
            : $"is {Printable.Value(text)}; it should be the number at the end of the bot's address, digits only");
    }

    private static CardReading Region(string text, CardKeyContext context)
    {
        string? region = Regions.GetValueOrDefault(CardWord.Key(text.Replace("https://", "", StringComparison.OrdinalIgnoreCase)));
        if (region is null) return CardReading.Wrong($"is {Printable.Value(text)}; it should be cn (coze.cn) or com (coze.com)");
        return new([.. Setting("Coze:ApiUrl", $"https://api.coze.{region}").Settings, .. Setting("Coze:WebSocketUrl", $"wss://ws.coze.{region}").Settings]);
    }

    private static CardReading Board(string text, CardKeyContext context)
    {
        string key = CardWord.Key(text);
        string? name = context.Boards.Names.FirstOrDefault(name => CardWord.Key(name) == key);
        var origin = SettingOrigin.Line("", 0);
        return name is null
            ? CardReading.Wrong(context.Boards.Unknown(new(OptionCatalog.Board, SettingKind.Untyped, text, origin)).Problem)
            : Setting(OptionCatalog.Board, name);
    }

    private static CardReading Language(string text, CardKeyContext context)
    {
        string key = CardWord.Key(text);
        string? language = Languages.GetValueOrDefault(key)
            ?? PromptLanguage.All.FirstOrDefault(known => key == known || key.StartsWith(known, StringComparison.Ordinal) && key.Length <= 6 && text.Length > 2 && !char.IsAsciiLetter(text[2]));
        return language is null
            ? CardReading.Wrong($"is {Printable.Value(text)}; it should be en or zh")
            : Setting("Prompts:Language", language);
    }

    private static CardReading Setting(string path, string text)
    {
        OptionKey key = OptionCatalog.Find(path)!;
        if (key.IsSecret) return ReadToken(text, new(new([])));
        if (key.Type == OptionType.Boolean)
        {
            text = text.ToLowerInvariant() switch
            {
                "yes" or "on" or "1" or "是" => "true",
                "no" or "off" or "0" or "否" => "false",
                _ => text,
            };
        }

        if (key.Type == OptionType.Text && IsPlaceholder(text)) return CardReading.Wrong("is still the example; write your own value");
        return SettingCheck.Problem(key, new(path, SettingKind.Untyped, text, SettingOrigin.CommandLine)) is { } problem
            ? CardReading.Wrong(problem)
            : new([(key, SettingCheck.Canonical(key, text))]);
    }

    private static bool IsPlaceholder(string text) => text.Contains('…', StringComparison.Ordinal)
        || text.EndsWith("...", StringComparison.Ordinal) || text is ['<', .., '>'] || text.Contains("xxxx", StringComparison.OrdinalIgnoreCase);
}
