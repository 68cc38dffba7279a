using CozeDevice.Bundle;
using Xunit;

namespace CozeDevice.Tests.Bundle;

public sealed class SecretTextTests
{
    private const string Canary = "CANARY7f3a";

    public static TheoryData<string> Shapes =>
    [
        $"token pat_{Canary}xyz refused",
        $"sat_{Canary}", $"czs_{Canary}", $"czu_{Canary}.abc", $"cztei_{Canary}", $"refresh rt_{Canary}",
        $"Authorization: Bearer {Canary}.x/y+z==",
        $"authorization:bearer  {Canary}",
        $"Proxy-Authorization: Basic {Canary}",
        $"eyJhbGciOi.{Canary}.{Canary}",
        $"eyJ{Canary}abc.{Canary}",
        $"https://user:{Canary}@proxy.example:3128/",
        $"http://{Canary}@host/",
        $"GET /v1/x?access_token={Canary}&a=1",
        $"COZE_API_TOKEN={Canary}",
        $"COZEDEVICE_Auth__Token={Canary}",
        $"\"refresh_token\": \"{Canary}\"",
        $"password: {Canary}",
        $"client_secret={Canary}",
        $"X-Api-Key: {Canary}",
        $"-----BEGIN RSA PRIVATE KEY-----\n{Canary}\n{Canary}\n-----END RSA PRIVATE KEY-----",
        $"-----BEGIN PRIVATE KEY-----\n{Canary}\ncut off",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_has_the_shape_of_a_secret_is_masked(string text)
    {
        var mended = new SecretText([]).Mend(text);
        Assert.DoesNotContain(Canary, mended, StringComparison.Ordinal);
        Assert.Contains(SecretText.Mask, mended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain words that are a secret")]
    [InlineData("a\"quoted\\one")]
    [InlineData("with space&and=more")]
    public void A_known_secret_is_masked_in_every_spelling(string secret)
    {
        var text = new SecretText([secret]);
        foreach (var spelling in (string[])[secret, System.Text.Json.JsonEncodedText.Encode(secret).ToString(), Uri.EscapeDataString(secret)])
            Assert.Equal($"<{SecretText.Mask}>", text.Mend($"<{spelling}>"));
    }

    [Fact]
    public void The_longer_of_two_secrets_goes_first_and_short_words_are_no_secrets()
    {
        Assert.Equal($"{SecretText.Mask} run", new SecretText(["abcdef", "abcdefghij", "run", "", null]).Mend("abcdefghij run"));
    }

    [Theory]
    [InlineData("2026-06-01T12:00:00 board cozedevice[812]: The service answered 4015 (log id 20260601120000A1B2C3D4E5F60718)")]
    [InlineData("\"tokens\": 1200, \"token_file\": \"/etc/cozedevice/token\"")]
    [InlineData("no token: run cozedevice login")]
    [InlineData("{\"key\":\"Audio:Codec\",\"value\":\"opus\",\"origin\":\"default\"}")]
    [InlineData("wss://ws.coze.cn/v1/chat?bot_id=7350000000000000001")]
    public void What_support_needs_stays(string text) => Assert.Equal(text, new SecretText([]).Mend(text));
}
