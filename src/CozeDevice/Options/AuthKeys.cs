namespace CozeDevice.Options;

/// <summary>The keys of tokens.</summary>
internal static class AuthKeys
{
    // Coze's limit is below 24 hours (protocol §8.1).
    private const int LongestTokenSeconds = 86_399;

    /// <summary>All of them, in the order in which they are asked.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new("Auth:TokenFile", OptionType.Text, null, "A file that holds nothing but the token."),
        new("Auth:Token", OptionType.Text, null, "The access token; a credential or a file of its own is safer.")
        {
            IsSecret = true, Check = TextRules.Token,
        },
        new("Auth:Command", OptionType.List, null, "A program and its arguments that prints {\"access_token\":…,\"expires_in\":SECONDS}.")
        {
            Check = AuthRules.Command, IsProgram = true,
        },
        new("Jwt:PrivateKeyFile", OptionType.Text, null, "For servers and the bench, never on a board: a PEM file with the RSA key of an OAuth app."),
        new("Jwt:AppId", OptionType.Text, null, "The OAuth app of the key.") { Check = TextRules.Id },
        new("Jwt:KeyId", OptionType.Text, null, "The fingerprint of the public key, from Coze's console.") { Check = TextRules.Id },
        new("Jwt:SessionName", OptionType.Text, null, "Keeps the history of one user apart.") { Check = TextRules.Id },
        new("Jwt:DeviceId", OptionType.Text, null, "Enterprise: quota and billing of one device.") { Check = TextRules.Id },
        new("Jwt:CustomConsumer", OptionType.Text, null, "Enterprise: quota and billing by a name of your own.") { Check = TextRules.Id },
        new("Jwt:BotIds", OptionType.List, null, "The only bots the token is good for.")
        {
            Check = TextRules.Id, WhenUnset = "every bot of the app",
        },
        new("Jwt:DurationSeconds", OptionType.Integer, "3600", "How long a token is good.") { Min = 60, Max = LongestTokenSeconds },
        new("Jwt:Account", OptionType.Text, null, "Enterprise: the account whose token is asked for.") { Check = TextRules.Id },
        new("Jwt:Enterprise", OptionType.Text, null, "Enterprise: the organisation whose token is asked for.") { Check = TextRules.Id },
        new("Auth:ClientId", OptionType.Text, null, "The OAuth client for login.") { Check = TextRules.Id },
    ];
}
