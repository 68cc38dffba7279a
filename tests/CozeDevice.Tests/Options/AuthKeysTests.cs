using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class AuthKeysTests : IDisposable
{
    private readonly TempDirectory _etc = new();

    public void Dispose() => _etc.Dispose();

    [Fact]
    public void A_command_is_a_list_in_a_file_and_a_word_or_a_list_on_the_command_line()
    {
        _etc.Write("cozedevice.json", """{ "Auth": { "Command": ["/bin/echo", "a b", "$(x)", "\"y\""] } }""");
        Assert.Equal(["/bin/echo", "a b", "$(x)", "\"y\""], Right(Load()).Auth.Command);
        Assert.Equal(["/bin/true"], Right(Load("Auth:Command=/bin/true")).Auth.Command);
        Assert.Equal(["/bin/true", "-v"], Right(Load("""Auth:Command=["/bin/true","-v"]""")).Auth.Command);
    }

    [Theory]
    [InlineData("""{ "Auth": { "Command": [1] } }""", "put it in quotes")]
    [InlineData("""{ "Auth": { "Command": ["/bin/echo", ["x"]] } }""", "put it in quotes")]
    [InlineData("""{ "Auth": { "Command": [] } }""", "should be a program")]
    [InlineData("""{ "Auth": { "Command": 5 } }""", "should be a list")]
    [InlineData("""{ "Auth": { "Command": ["echo"] } }""", "whole path")]
    [InlineData("""{ "Auth": { "Command": ["/nonexistent/x"] } }""", "not there")]
    [InlineData("""{ "Auth": { "ClientId": ["x"] } }""", "is a list; it should be one value")]
    [InlineData("""{ "Jwt": { "AppId": "x", "PrivateKeyFile": "y" } }""", "Jwt:KeyId is missing")]
    [InlineData("""{ "Jwt": { "BotIds": ["73", "7 4"] } }""", "no id has")]
    [InlineData("""{ "Jwt": { "DurationSeconds": 86400 } }""", "from 60 to 86399")]
    [InlineData("""{ "Jwt": { "DeviceId": "a", "CustomConsumer": "b" } }""", "takes one of them")]
    [InlineData("""{ "Jwt": { "Account": "a", "Enterprise": "b" } }""", "takes one of them")]
    public void What_is_wrong_is_told_in_one_line(string file, string problem)
    {
        _etc.Write("cozedevice.json", file);
        Assert.Contains(problem, Assert.Single(Load().Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_makes_a_signed_request_for_the_host_of_the_service()
    {
        var jwt = Right(Load(
            "Coze:ApiUrl=https://api.coze.com", "Jwt:AppId=a", "Jwt:KeyId=k", "Jwt:PrivateKeyFile=/k.pem", """Jwt:BotIds=["1","2"]""")).Auth.Jwt!;
        Assert.Equal(("api.coze.com", 3600), (jwt.Audience, jwt.Duration.TotalSeconds));
        Assert.Equal(["1", "2"], jwt.BotIds);
        Assert.Null(Right(Load()).Auth.Jwt);
    }

    [Fact]
    public void The_schema_knows_lists()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) ConfigurationSchema.Write(json);
        var command = JsonDocument.Parse(buffer.ToArray()).RootElement
            .GetProperty("properties").GetProperty("Auth").GetProperty("properties").GetProperty("Command");
        Assert.Equal("array", command.GetProperty("type")[0].GetString());
        Assert.Equal("string", command.GetProperty("items").GetProperty("type").GetString());
    }

    private LoadedConfiguration Load(params string[] sets) => ConfigurationLoader.Load(
        new(null, ["Coze:BotId=73", .. sets], new Dictionary<string, string>()) { Directory = _etc.Path });

    private static DeviceOptions Right(LoadedConfiguration loaded)
    {
        Assert.Empty(loaded.Errors);
        return loaded.Options!;
    }
}
