using System.Security.Cryptography;
using System.Text;
using CozeDevice.Tests.Packaging;
using CozeDevice.Tests.Support;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>Channel files: reading, signing, versions, who is first.</summary>
public sealed class ChannelTests
{
    [Fact]
    public void A_channel_says_everything()
    {
        using var vendor = new Vendor { Minimum = "0.9", Rollout = 12.5, Former = "1.0.0" };
        var channel = ChannelReader.Read(vendor.Channel());
        Assert.Equal(("stable", "1.1.0", "0.9", 12.5, "Hears better."), (channel.Name, channel.Version, channel.Minimum, channel.Rollout, channel.Notes));
        Assert.Equal((vendor.Date, vendor.Expires), (channel.Date, channel.Expires));
        Assert.Equal(new ChannelPackage("1.1.0", "all", "cozedevice_1.1.0_all.deb", 9, Vendor.HashOf("deb 1.1.0")), Assert.Single(channel.Packages));
        Assert.Equal("1.0.0", Assert.Single(channel.Former).Version);
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"channel\":\"stable\"", "\"channel\":\"\\n\"")]
    [InlineData("\"version\":\"1.1.0\"", "\"version\":\"-rf\"")]
    [InlineData("\"version\":\"1.1.0\"", "\"version\":7")]
    [InlineData("\"rollout\":100", "\"rollout\":101")]
    [InlineData("\"rollout\":100", "\"rollout\":\"all\"")]
    [InlineData("cozedevice_1.1.0_all.deb", "../../etc/passwd.deb")]
    [InlineData("cozedevice_1.1.0_all.deb", "-o.deb")]
    [InlineData("cozedevice_1.1.0_all.deb", "cozedevice.exe")]
    [InlineData("\"size\":9", "\"size\":-9")]
    [InlineData("\"size\":9", "\"size\":1e300")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0")]
    [InlineData("\"architecture\":\"all\"", "\"architecture\":\"../all\"")]
    [InlineData("\"packages\":[", "\"package\":[")]
    [InlineData("\"date\":\"20", "\"date\":\"x20")]
    public void What_makes_no_sense_is_refused(string right, string wrong)
    {
        using var vendor = new Vendor();
        var text = Encoding.UTF8.GetString(vendor.Channel());
        Assert.Contains(right, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(UpdateProblem.Malformed, Assert.Throws<UpdateException>(() => ChannelReader.Read(bytes)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"format\":1")]
    [InlineData("\u00ff\u00fe")]
    public void What_is_no_channel_at_all_is_refused(string text) =>
        Assert.Equal(UpdateProblem.Malformed, Assert.Throws<UpdateException>(() => ChannelReader.Read(Encoding.Latin1.GetBytes(text))).Code);

    [Fact]
    public void Every_channel_with_a_byte_changed_loses_its_signature()
    {
        using var vendor = new Vendor();
        using var key = ChannelSignature.Key(vendor.PublicKey);
        var content = vendor.Channel();
        var signature = vendor.Sign(content);
        Assert.True(ChannelSignature.IsRight(key, content, signature));
        for (var i = 0; i < content.Length; i += 7)
        {
            content[i] ^= 1;
            Assert.False(ChannelSignature.IsRight(key, content, signature));
            content[i] ^= 1;
        }
    }

    [Fact]
    public void Only_public_keys_on_P256_are_keys()
    {
        using var big = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        foreach (var pem in new[] { big.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(), right.ExportPkcs8PrivateKeyPem(), "-----nothing" })
            Assert.Throws<CryptographicException>(() => ChannelSignature.Key(pem));
        using var directory = new TempDirectory();
        ChannelSignature.Key(directory.Write("key.pem", right.ExportSubjectPublicKeyInfoPem())).Dispose();
        Assert.Throws<FileNotFoundException>(() => ChannelSignature.Key(directory["missing.pem"]));
    }

    // The order is that of dpkg itself (`dpkg --compare-versions`).
    [Theory]
    [InlineData("1.0.0", "1.0.0", 0)]
    [InlineData("1.0.0", "1.0.1", -1)]
    [InlineData("1.9.0", "1.10.0", -1)]
    [InlineData("1.0.0~rc1", "1.0.0", -1)]
    [InlineData("1.0.0~rc1", "1.0.0~rc2", -1)]
    [InlineData("1.0.0", "1.0.0+b1", -1)]
    [InlineData("1.0.0-1", "1.0.0", 1)]
    [InlineData("1:0.1", "9.9", 1)]
    [InlineData("1.0a", "1.0+", -1)]
    [InlineData("1.001", "1.1", 0)]
    [InlineData("1.0.0", "1.0.0.", -1)]
    [InlineData("99999999999999999999999", "100000000000000000000000", -1)]
    public void Versions_are_ordered_as_dpkg_orders_them(string first, string second, int order)
    {
        Assert.Equal(order, Math.Sign(DebianVersion.Compare(first, second)));
        Assert.Equal(-order, Math.Sign(DebianVersion.Compare(second, first)));
    }

    [Fact]
    public void A_rollout_reaches_about_its_share_of_boards_grows_and_begins_elsewhere_for_each_version()
    {
        var boards = Enumerable.Range(0, 2_000).Select(i => $"board-{i}").ToList();
        var first = boards.Where(board => Rollout.Place(board, "1.1.0") < 10).ToHashSet();
        Assert.InRange(first.Count, 150, 250);
        Assert.All(first, board => Assert.True(Rollout.Place(board, "1.1.0") < 20));
        Assert.InRange(boards.Count(board => first.Contains(board) && Rollout.Place(board, "1.2.0") < 10), 5, 40);
        Assert.All(boards, board => Assert.InRange(Rollout.Place(board, "1.1.0"), 0, 99.9999999999));
    }

    [Theory]
    [InlineData("https://updates.example/stable.json", "https://updates.example/a_1%2B1.deb")]
    [InlineData("https://updates.example/fleet/7/stable.json", "https://updates.example/fleet/7/a_1%2B1.deb")]
    [InlineData("/media/stick/stable.json", "/media/stick/a_1+1.deb")]
    public void Packages_lie_beside_the_channel(string channel, string package) => Assert.Equal(package, ChannelAddress.Beside(channel, "a_1+1.deb"));

    [Theory]
    [InlineData("http://updates.example/stable.json")]
    [InlineData("ftp://updates.example/stable.json")]
    [InlineData("stable.json")]
    [InlineData("https://user:word@updates.example/stable.json")]
    public void A_channel_comes_over_TLS_or_from_the_disk(string channel) => Assert.NotNull(ChannelAddress.Check(channel));

    [Theory]
    [InlineData("https://updates.example/stable.json")]
    [InlineData("http://127.0.0.1:8080/stable.json")]
    [InlineData("/srv/stable.json")]
    public void These_places_are_right(string channel) => Assert.Null(ChannelAddress.Check(channel));

    [Fact]
    public async Task What_the_vendors_script_signs_is_believed()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl") && File.Exists("/usr/bin/dpkg-deb"), "openssl or dpkg-deb is not installed");
        using var directory = new TempDirectory();
        var script = RepositoryRoot.File("scripts/update-channel.sh");
        directory.Write("tree/DEBIAN/control", "Package: cozedevice\nVersion: 1.2.3\nArchitecture: all\nMaintainer: nobody <n@example>\nDescription: x\n");
        await BuiltPackage.DpkgAsync("--build", directory["tree"], directory["cozedevice_1.2.3_all.deb"]);

        var keys = await Script.RunAsync(null, script, "keys", directory["vendor"]);
        Assert.True(keys.ExitCode == 0, keys.Error);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory["vendor.key"]));
        var signed = await Script.RunAsync(
            null, script, "sign", "--key", directory["vendor.key"], "--out", directory["stable.json"], "--channel", "stable", "--rollout", "25", "--days", "7",
            "--minimum", "1.0.0", "--notes", "Hears \"better\" \\ \t now", directory["cozedevice_1.2.3_all.deb"]);
        Assert.True(signed.ExitCode == 0, signed.Error);

        using var key = ChannelSignature.Key(directory["vendor.pub"]);
        var content = File.ReadAllBytes(directory["stable.json"]);
        Assert.True(ChannelSignature.IsRight(key, content, File.ReadAllBytes(directory["stable.json.sig"])));
        var channel = ChannelReader.Read(content);
        Assert.Equal(("1.2.3", 25, "1.0.0", "Hears \"better\" \\ \t now"), (channel.Version, channel.Rollout, channel.Minimum, channel.Notes));
        Assert.Equal(TimeSpan.FromDays(7), channel.Expires - channel.Date);
        Assert.Equal(new FileInfo(directory["cozedevice_1.2.3_all.deb"]).Length, Assert.Single(channel.Packages).Size);
        Assert.Equal(0, (await Script.RunAsync(null, script, "verify", "--key", directory["vendor.pub"], directory["stable.json"])).ExitCode);
        File.AppendAllText(directory["stable.json"], " ");
        Assert.Equal(1, (await Script.RunAsync(null, script, "verify", "--key", directory["vendor.pub"], directory["stable.json"])).ExitCode);
    }
}
