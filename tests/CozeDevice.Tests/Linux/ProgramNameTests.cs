using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class ProgramNameTests
{
    [Theory]
    [InlineData("pulseaudio\n", "/usr/bin/pulseaudio\0--daemonize=no\0", "pulseaudio")]
    [InlineData("dotnet\n", "dotnet\0/usr/lib/cozedevice/cozedevice.dll\0run\0", "cozedevice")]
    [InlineData("dotnet\n", "/usr/bin/dotnet\0exec\0--depsfile\0x.json\0cozedevice.dll\0", "cozedevice")]
    [InlineData("dotnet\n", "dotnet\0build\0", "dotnet")]
    [InlineData("dotnet\n", "", "dotnet")] // its command line is hidden from us
    [InlineData("", "", "")]
    public void A_program_of_the_shared_host_is_named_after_its_assembly(string comm, string commandLine, string name) =>
        Assert.Equal(name, ProgramName.Of(comm, commandLine));
}
