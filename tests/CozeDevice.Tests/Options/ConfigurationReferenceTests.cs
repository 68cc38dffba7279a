using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void The_page_in_the_repository_is_what_the_program_writes() =>
        // To mend it: artifacts/cozedevice config reference > src/CONFIGURATION.md
        Assert.Equal(ConfigurationReference.Write(), File.ReadAllText(RepositoryRoot.File("src/CONFIGURATION.md")));
}
