using System.Net;
using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class UpgradeRefusalTests
{
    [Theory]
    [InlineData(401, "token")]
    [InlineData(403, "permission")]
    [InlineData(429, "too many")]
    [InlineData(500, "problem")]
    [InlineData(503, "problem")]
    [InlineData(302, "sign-in page")]
    [InlineData(200, "sign-in page")]
    [InlineData(404, "refused")]
    public void Every_status_has_words_and_keeps_its_number(int status, string words)
    {
        SessionEnd end = UpgradeRefusal.Describe((HttpStatusCode)status, null);

        Assert.Equal((SessionEndKind.HttpRefused, status, null), (end.Kind, end.Code, end.LogId));
        Assert.Contains(words, end.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Tt-Logid")]
    [InlineData("x-tt-logid")]
    public void The_log_id_is_found_in_any_spelling(string name) =>
        Assert.Equal("0217", UpgradeRefusal.Describe(HttpStatusCode.Forbidden, Headers(name, "0217")).LogId);

    [Fact]
    public void A_log_id_without_end_is_cut() =>
        Assert.Equal(
            128, UpgradeRefusal.Describe(HttpStatusCode.Forbidden, Headers("x-tt-logid", new string('9', 4096))).LogId!.Length);

    [Theory]
    [InlineData(503, "7", 7)]
    [InlineData(429, "7", 7)]
    [InlineData(503, "999999999", 3600)]
    [InlineData(503, "99999999999999999999", null)]
    [InlineData(503, "-1", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "Fri, 20 Nov 2026 08:00:00 GMT", null)]
    [InlineData(401, "7", null)]
    public void Retry_after_is_believed_up_to_an_hour(int status, string value, int? seconds) =>
        Assert.Equal(
            seconds, (int?)UpgradeRefusal.Describe((HttpStatusCode)status, Headers("Retry-After", value)).RetryAfter?.TotalSeconds);

    private static Dictionary<string, IEnumerable<string>> Headers(string name, string value) => new() { [name] = [value] };
}
