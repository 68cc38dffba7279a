using System.Text.Json;
using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

public sealed class ConversationInfoTests
{
    [Theory]
    [InlineData("""{"id":"7","meta_data":{"a\ud800":"b"}}""")]
    [InlineData("""{"id":"7","meta_data":{"a":"\ud800"}}""")]
    [InlineData("""{"id":"7","meta_data":["a"]}""")]
    public void Pairs_that_are_no_text_are_left_out(string json)
    {
        ConversationInfo read = ConversationInfo.Read(JsonElement.Parse(json));

        Assert.Equal("7", read.Id);
        Assert.Empty(read.MetaData);
    }
}
