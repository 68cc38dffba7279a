using CozeDevice.Naming;
using Xunit;

namespace CozeDevice.Tests.Naming;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("volume", "volum", 1)]
    [InlineData("volume", "vloume", 1)]
    [InlineData("Volume", "volume", 0)]
    [InlineData("kitten", "sitting", 3)]
    public void Edits_are_counted_without_regard_to_case(string a, string b, int edits)
    {
        Assert.Equal(edits, NearestName.Distance(a, b));
        Assert.Equal(edits, NearestName.Distance(b, a));
    }

    [Fact]
    public void The_first_of_equally_near_names_is_taken()
    {
        Assert.Equal("ab", NearestName.Find("a", ["ab", "ac"], out var distance));
        Assert.Equal(1, distance);
    }
}
