using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class FileEndpointsTests
{
    [Fact]
    public async Task An_upload_is_described_and_can_be_looked_up()
    {
        await using var server = await RestServer.StartAsync(new RestOptions { Time = new TestClock() });

        var uploaded = await server.UploadAsync("/v1/files/upload", "file", new byte[123], "table.jpg");

        Assert.Equal(123, uploaded.Data.GetProperty("bytes").GetInt32());
        Assert.Equal("table.jpg", uploaded.Data.GetProperty("file_name").GetString());
        Assert.Equal(TestClock.Start.ToUnixTimeSeconds(), uploaded.Data.GetProperty("created_at").GetInt64());
        var id = uploaded.Data.GetProperty("id").GetString();
        var found = await server.GetAsync($"/v1/files/retrieve?file_id={id}");
        Assert.Equal(uploaded.Data.GetRawText(), found.Data.GetRawText());
    }

    [Fact]
    public async Task A_name_in_chinese_survives()
    {
        await using var server = await RestServer.StartAsync();

        var uploaded = await server.UploadAsync("/v1/files/upload", "file", [1], "桌子.jpg");

        Assert.Equal("桌子.jpg", uploaded.Data.GetProperty("file_name").GetString());
    }

    [Theory]
    [InlineData("Data", 5, 4300)]
    [InlineData("file", 0, 4300)]
    [InlineData("file", 2000, 4302)]
    public async Task An_invalid_upload_is_refused(string partName, int bytes, int code)
    {
        await using var server = await RestServer.StartAsync(new RestOptions { MaxBodyBytes = 1000 });

        Assert.Equal(code, (await server.UploadAsync("/v1/files/upload", partName, new byte[bytes])).Code);
    }

    [Theory]
    [InlineData("/v1/files/retrieve", 4000)]
    [InlineData("/v1/files/retrieve?file_id=1", 4200)]
    public async Task A_file_that_is_not_there_is_not_found(string path, int code)
    {
        await using var server = await RestServer.StartAsync();

        Assert.Equal(code, (await server.GetAsync(path)).Code);
    }
}
