using System.Runtime.InteropServices;
using System.Text;
using CozeDevice.FirstBoot;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;
using Processor = System.Runtime.InteropServices.Architecture;

namespace CozeDevice.Tests.Packaging;

/// <summary>The SD-card image: what is in the sources, its structure on an image made without packages, and in the long run the real one under
/// QEMU.</summary>
public sealed class CardImageTests : IDisposable
{
    private const int Missing = 3;
    private const double QemuLimit = 4 * 3_600;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_image_as_it_should_be_has_nothing_wrong()
    {
        Assert.SkipWhen(CardImage.Missing is not null, CardImage.Missing ?? "");
        Script check = await new CardImage(_directory).CheckAsync();
        Assert.True(check.ExitCode == 0, check.Out + check.Error);
        Assert.EndsWith(" right, 0 wrong\n", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_not_be_in_an_image_is_found()
    {
        Assert.SkipWhen(CardImage.Missing is not null, CardImage.Missing ?? "");
        (string Path, string Text, string What)[] faults =
        [
            ("etc/shadow", "root:$y$j9T$abc:1:0:99999:7:::\n", "no password at all"),
            ("etc/passwd", "root:x:0:0::/root:/bin/bash\npi:x:1000:1000::/home/pi:/bin/bash\n", "nobody but root and the system has a shell"),
            ("etc/credstore/coze-token", "pat_x", "no token"),
            ("etc/cozedevice/conf.d/50-boot.json", "{}", "no settings yet"),
            ("etc/ssh/ssh_host_ed25519_key", "x", "no host key of SSH"),
            ("etc/machine-id", "0123456789abcdef0123456789abcdef\n", "no machine id"),
            ("etc/fstab", "LABEL=COZEBOOT /boot/firmware vfat defaults 0 2\n", "the boot partition is mounted for root alone"),
            ("boot/firmware/cozedevice.txt", "bot_id =\r\ntoken = pat_x\r\nclient_id =\r\nlast_result =\r\n", "it asks for token and holds none"),
            ("var/lib/apt/lists/deb_main_Packages", "x", "no package lists"),
        ];
        var image = new CardImage(_directory);
        foreach ((string path, string text, _) in faults)
            image.Files[path] = (text, image.Files.TryGetValue(path, out var file) ? file.Mode : 0b110_000_000);
        image.Files["etc/credstore/"] = ("", 0b111_101_101);
        Script check = await image.CheckAsync();
        Assert.Equal(1, check.ExitCode);
        foreach (string what in (string[])[.. faults.Select(fault => fault.What), "a place for it that is root's alone"])
            Assert.Contains($"WRONG  {what}\n", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_password_is_one_too()
    {
        Assert.SkipWhen(CardImage.Missing is not null, CardImage.Missing ?? "");
        var image = new CardImage(_directory);
        image.Files["etc/shadow"] = ("root::1:0:99999:7:::\n", 0b110_100_000);
        Assert.Contains("WRONG  no password at all\n", (await image.CheckAsync()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_files_are_the_same_partition_table_and_boot_partition()
    {
        Assert.SkipWhen(CardImage.Missing is not null, CardImage.Missing ?? "");
        await new CardImage(_directory).CheckAsync();
        byte[] first = BeforeRoot();
        await new CardImage(_directory).CheckAsync();
        Assert.True(first.AsSpan().SequenceEqual(BeforeRoot()));

        // Inodes of the root file system keep the times at which the tree was made.
        byte[] BeforeRoot() => File.ReadAllBytes(_directory["card.img"])[..(CardImage.BootEndMiB * 1024 * 1024)];
    }

    [Theory]
    [InlineData("--arch", "riscv64")]
    [InlineData("--suite", "sid")]
    [InlineData("--dotnet", "/nonexistent")]
    [InlineData("--deb", "/nonexistent.deb")]
    [InlineData("--arch")]
    [InlineData("--nonsense", "1")]
    public async Task The_builder_refuses_what_it_cannot_mean(params string[] arguments)
    {
        Script build = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/build.sh"), arguments);
        Assert.Equal(2, build.ExitCode);
        Assert.NotEqual("", build.Error);
    }

    [Theory]
    [InlineData("--arch", "riscv64", "not \"riscv64\"")]
    [InlineData("--image", "/nonexistent.img", "no image /nonexistent.img")]
    [InlineData("--cuts", "some", "not \"some\"")]
    [InlineData("--seed", "-1", "not \"-1\"")]
    [InlineData("--cuts", "", "--cuts needs a value")]
    [InlineData("--card", "x", "no --card")]
    public async Task Who_starts_an_image_is_told_what_cannot_be_meant(string option, string value, string problem)
    {
        Script test = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/test.sh"), option, value);
        Assert.Equal(2, test.ExitCode);
        Assert.Contains(problem, test.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_of_another_processor_is_refused_before_anything_is_built()
    {
        bool isArm = RuntimeInformation.OSArchitecture == Processor.Arm64;
        byte[] program = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, isArm ? (byte)0x3E : (byte)0xB7, 0];
        _directory.Write("runtime/host/fxr/10.0.1/libhostfxr.so", "");
        _directory.Write("runtime/shared/Microsoft.NETCore.App/10.0.1/System.Private.CoreLib.dll", "");
        File.WriteAllBytes(_directory["runtime/dotnet"], program);
        File.SetUnixFileMode(_directory["runtime/dotnet"], (UnixFileMode)0b111_101_101);
        Script build = await Script.RunAsync(
            null, RepositoryRoot.File("scripts/image/build.sh"), "--arch", isArm ? "arm64" : "amd64", "--dotnet", _directory["runtime"], "--out", _directory["out"]);
        Assert.SkipWhen(build.ExitCode == Missing, build.Error);
        Assert.Equal(2, build.ExitCode);
        Assert.Contains("another processor", build.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["out"]));
    }

    [Fact]
    public async Task A_folder_or_an_archive_that_is_no_runtime_is_refused()
    {
        _directory.Write("runtime/dotnet", "");
        File.SetUnixFileMode(_directory["runtime/dotnet"], (UnixFileMode)0b111_101_101);
        string architecture = RuntimeInformation.OSArchitecture == Processor.Arm64 ? "arm64" : "amd64";
        foreach (string place in (string[])[_directory["runtime"], _directory["runtime/dotnet"]])
        {
            Script build = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/build.sh"), "--arch", architecture, "--dotnet", place);
            Assert.SkipWhen(build.ExitCode == Missing, build.Error);
            Assert.Equal(2, build.ExitCode);
            Assert.Equal($"build.sh: {place} holds no .NET 10 runtime\n", build.Error);
        }
    }

    [Theory]
    [InlineData("cozedevice", "riscv64")]
    [InlineData("hello", "all")]
    [InlineData(null, null)]
    public async Task A_package_that_does_not_fit_is_refused(string? name, string? architecture)
    {
        string package = _directory.Write("package.deb", "no package");
        if (name is not null)
        {
            _directory.Write("tree/DEBIAN/control", $"Package: {name}\nVersion: 1\nArchitecture: {architecture}\nMaintainer: x <x@example.org>\nDescription: x\n");
            Assert.Equal(0, (await Script.RunAsync(null, "/usr/bin/dpkg-deb", "--build", "--root-owner-group", _directory["tree"], package)).ExitCode);
        }

        Script build = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/build.sh"), "--deb", package);
        Assert.Equal(2, build.ExitCode);
        Assert.Contains($"is no package cozedevice for arm64{(name is null ? "" : $", but {name} {architecture}")}\n", build.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_key_of_SSH_is_never_put_into_an_image()
    {
        string key = _directory.Write("key.pub", "my password\n");
        Script build = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/build.sh"), "--ssh-key", key);
        Assert.Equal(2, build.ExitCode);
        Assert.Contains("holds no public key", build.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("my password", build.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_is_never_put_into_an_image()
    {
        string key = _directory.Write("id", "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        Script build = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/build.sh"), "--ssh-key", key);
        Assert.Equal(2, build.ExitCode);
        Assert.Contains("public one", build.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_the_card_file_is_understood_and_asks_for_what_is_needed()
    {
        CardText text = CardText.Read(Encoding.UTF8.GetBytes(File.ReadAllText(RepositoryRoot.File("scripts/image/files/cozedevice.txt"))));
        CardContent content = CardReader.Read(
            [.. text.Lines.Select(line => line.Text).Where(line => !CardReader.IsResult(line))], text.IsForeign, new BoardProfiles([RepositoryRoot.File("hardware/boards")]));
        Assert.Empty(content.Errors);
        Assert.Null(content.Token);
        Assert.Contains(content.Settings, setting => setting.Key.Path == "Board");
        Assert.Contains(text.Lines, line => line.Text.StartsWith("token =", StringComparison.Ordinal));
        Assert.Contains(text.Lines, line => line.Text.StartsWith("bot_id =", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amd64")]
    [InlineData("arm64")]
    public async Task A_built_image_starts_under_qemu_as_promised(string architecture)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1", "only with COZEDEVICE_LONG=1");
        Script run = await Script.RunAsync(null, QemuLimit, RepositoryRoot.File("scripts/image/test.sh"), "--arch", architecture);
        Assert.SkipWhen(run.ExitCode == Missing, run.Error);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.DoesNotContain("WRONG", run.Out, StringComparison.Ordinal);
    }
}
