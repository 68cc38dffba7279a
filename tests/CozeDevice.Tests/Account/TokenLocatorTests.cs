using CozeDevice.Account;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class TokenLocatorTests : IDisposable
{
    private const string Secret = "pat_s3cret";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_credential_of_systemd_comes_first()
    {
        _directory.Write("coze-token", "pat_credential\n");

        Assert.Equal("pat_credential", Find(Everything() with { CredentialsDirectory = _directory.Path }));
    }

    [Fact]
    public void A_credentials_directory_without_the_token_is_passed_over() =>
        Assert.Equal("pat_file", Find(Everything() with { CredentialsDirectory = _directory.Path }));

    [Fact]
    public void The_token_file_comes_before_the_configured_token() => Assert.Equal("pat_file", Find(Everything()));

    [Fact]
    public void The_configured_token_comes_before_the_environment() =>
        Assert.Equal("pat_configured", Find(Everything() with { TokenFile = null }));

    [Fact]
    public void The_environment_comes_last() =>
        Assert.Equal("pat_environment", Find(new TokenPlaces { EnvironmentToken = "pat_environment" }));

    [Fact]
    public void No_place_at_all_is_told_with_the_places_there_are()
    {
        var failure = Assert.Throws<TokenException>(() => Find(new TokenPlaces()));

        Assert.Contains("Auth:TokenFile", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_token_file_is_named_and_not_passed_over()
    {
        var failure = Assert.Throws<TokenException>(() => Find(Everything() with { TokenFile = _directory["none"] }));

        Assert.Contains($"{_directory["none"]} does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_replaced_on_disk_is_used_at_the_next_dial()
    {
        var locator = new TokenLocator(Everything());
        locator.Find();
        _directory.Write("token", "pat_new");

        Assert.Equal("pat_new", locator.Find());
    }

    [Theory]
    [InlineData("pat_a\n")]
    [InlineData("  pat_a\r\n")]
    [InlineData("\uFEFFpat_a\n")]
    public void Blanks_around_a_token_and_a_byte_order_mark_are_ignored(string content) =>
        Assert.Equal("pat_a", Find(File(content)));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void An_empty_file_is_told_as_empty(string content) =>
        Assert.Contains("is empty", Assert.Throws<TokenException>(() => Find(File(content))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Secret + "\r\nX-Evil: 1")]
    [InlineData(Secret + "\nsecond line")]
    [InlineData(Secret + " two words")]
    [InlineData(Secret + "\u0000")]
    [InlineData(Secret + "ü")]
    [InlineData(Secret + "\u007f")]
    public void A_character_that_could_break_a_header_is_refused_without_repeating_the_token(string content)
    {
        foreach (TokenPlaces places in (TokenPlaces[])
            [File(content), new() { Token = content }, new() { EnvironmentToken = content }])
        {
            var failure = Assert.Throws<TokenException>(() => Find(places));
            Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_over_64_KiB_is_no_token()
    {
        var failure = Assert.Throws<TokenException>(() => Find(File(Secret + new string('a', TokenLocator.MaxBytes))));

        Assert.Contains("64 KiB", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_end_is_read_up_to_the_limit()
    {
        var find = Task.Run(() => Assert.Throws<TokenException>(() => Find(new TokenPlaces { TokenFile = "/dev/zero" })));

        Assert.Contains("64 KiB", (await find.Within(5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_cannot_be_one_is_told() =>
        Assert.Throws<TokenException>(() => Find(new TokenPlaces { TokenFile = "a\0b" }));

    [Fact]
    public void A_directory_instead_of_a_file_is_told() =>
        Assert.Throws<TokenException>(() => Find(new TokenPlaces { TokenFile = _directory.Path }));

    [Fact]
    public void A_file_of_somebody_else_is_told_as_unreadable()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root reads everything");
        TokenPlaces places = File(Secret);
        System.IO.File.SetUnixFileMode(places.TokenFile!, UnixFileMode.None);

        Assert.Contains("not readable", Assert.Throws<TokenException>(() => Find(places)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_places_name_no_token() =>
        Assert.DoesNotContain(
            Secret, new TokenPlaces { Token = Secret, EnvironmentToken = Secret }.ToString(), StringComparison.Ordinal);

    private static string Find(TokenPlaces places) => new TokenLocator(places).Find();

    private TokenPlaces File(string content) => new() { TokenFile = _directory.Write("token", content) };

    private TokenPlaces Everything() => new()
    {
        TokenFile = _directory.Write("token", "pat_file"),
        Token = "pat_configured",
        EnvironmentToken = "pat_environment",
    };
}
