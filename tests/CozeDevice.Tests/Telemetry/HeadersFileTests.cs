using CozeDevice.Telemetry;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Telemetry;

public sealed class HeadersFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData("", "holds no header; it should have lines like Name: value")]
    [InlineData("# nothing\n\n", "holds no header; it should have lines like Name: value")]
    [InlineData("canary", "line 1 should look like Name: value")]
    [InlineData("A: b\n: canary", "line 2 should look like Name: value")]
    [InlineData("X Y: canary", "line 1 has a character that no header's name has")]
    [InlineData("Host: canary", "line 1 sets Host, which is not for configuration")]
    [InlineData("content-length: 5", "line 1 sets content-length, which is not for configuration")]
    [InlineData("Authorization:", "line 1 has no value, or one with a character that no header has")]
    [InlineData("Authorization: caf\u00e9", "line 1 has no value, or one with a character that no header has")]
    public void What_is_wrong_is_said_with_its_line_and_without_its_value(string text, string problem)
    {
        File.WriteAllText(_directory["headers"], text);
        Assert.Equal(problem, HeadersFile.Problem(_directory["headers"]));
    }

    [Fact]
    public void A_missing_file_is_named_as_one() =>
        Assert.Equal("cannot be read; name a file this user may read", HeadersFile.Problem(_directory["none"]));

    [Fact]
    public void A_file_without_end_is_not_read_to_it() =>
        Assert.Equal("is larger than 16 KiB, so it holds no headers", HeadersFile.Problem("/dev/zero"));

    [Fact]
    public void Lines_of_any_system_and_values_with_colons_are_read()
    {
        File.WriteAllText(_directory["headers"], "\uFEFFAuthorization: Basic dTpw\r\n# note\r\nX-Url:http://a:1\r\n");
        Assert.Equal(
            [new("Authorization", "Basic dTpw"), new("X-Url", "http://a:1")], HeadersFile.Read(_directory["headers"]));
    }

    public void Dispose() => _directory.Dispose();
}
