using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class BoardProfilesTests : IDisposable
{
    private readonly TempDirectory _etc = new();
    private readonly Dictionary<string, string> _environment = [];

    public static TheoryData<string> Shipped => [.. new BoardProfiles([BoardProfiles.Shipped]).Names];

    [Fact]
    public void Seven_boards_are_known() => Assert.Equal(
        ["aiy-voice-v1", "aiy-voice-v2", "breadboard", "respeaker-2mic", "respeaker-4mic", "usb-speakerphone", "wm8960-hat"],
        Shipped.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_profile_is_right_as_it_is(string board)
    {
        var errors = new List<ConfigurationError>();
        BoardProfile profile = new BoardProfiles([BoardProfiles.Shipped]).Find(board, errors)!;
        LoadedConfiguration loaded = Load(board);

        Assert.Empty(errors);
        Assert.Empty(loaded.Errors);
        Assert.NotEqual(board, profile.Title);
        Assert.NotEmpty(profile.Settings);
        // A board is wiring; who talks to whom is none of its business.
        Assert.All(profile.Settings, setting => Assert.Contains(OptionCatalog.Find(setting.Path)!.Section, (string[])["Audio", "Button", "Led"]));
        Assert.All(profile.Settings, setting => Assert.Equal($"board {board}", loaded.Find(setting.Path)!.Origin.Text));
        Assert.Contains(profile.Settings, setting => setting.Path == "Led:Kind");
        Assert.Contains(profile.Settings, setting => setting.Path == "Button:Line");
        Assert.Contains(profile.Settings, setting => setting.Path == "Audio:Capture");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_value_of_a_profile_can_be_overridden(string board)
    {
        foreach (Setting setting in new BoardProfiles([BoardProfiles.Shipped]).Find(board, [])!.Settings)
        {
            OptionKey key = OptionCatalog.Find(setting.Path)!;
            string other = key.Type switch
            {
                OptionType.Boolean => setting.Text == "true" ? "false" : "true",
                OptionType.Integer => key.Min.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _ when key.Choices.Count > 0 => "none",
                _ => key.Path == "Led:Device" ? "/dev/other" : "other",
            };
            Assert.Equal((other, "--set"), ValueAndOrigin(Load(board, $"{key.Path}={other}"), key.Path));
        }
    }

    [Fact]
    public void A_board_stands_above_the_defaults_and_below_everything_people_write()
    {
        _etc.Write("cozedevice.json", """{ "Board": "respeaker-4mic", "Coze": { "BotId": "73" }, "Led": { "Brightness": 90 }, "Button": { "DebounceMs": 7 } }""");
        _environment["COZEDEVICE_Button__DebounceMs"] = "8";

        LoadedConfiguration loaded = Load(null, "Led:Count=6");

        Assert.Empty(loaded.Errors);
        Assert.Equal(("respeaker-4mic", $"{_etc["cozedevice.json"]}:1"), ValueAndOrigin(loaded, "Board"));
        Assert.Equal(("apa102", "board respeaker-4mic"), ValueAndOrigin(loaded, "Led:Kind"));
        Assert.Equal(("90", $"{_etc["cozedevice.json"]}:1"), ValueAndOrigin(loaded, "Led:Brightness"));
        Assert.Equal(("8", "COZEDEVICE_Button__DebounceMs"), ValueAndOrigin(loaded, "Button:DebounceMs"));
        Assert.Equal(("6", "--set"), ValueAndOrigin(loaded, "Led:Count"));
        Assert.Equal(("opus", "default"), ValueAndOrigin(loaded, "Audio:Codec"));
    }

    [Fact]
    public void The_board_may_be_named_in_every_layer_and_the_option_wins()
    {
        _etc.Write("cozedevice.json", """{ "Board": "wm8960-hat" }""");
        Assert.Equal(("GPIO25", "board wm8960-hat"), ValueAndOrigin(Load(null), "Led:Line"));

        _environment["COZEDEVICE_BOARD"] = "respeaker-2mic";
        Assert.Equal(("3", "board respeaker-2mic"), ValueAndOrigin(Load(null), "Led:Count"));
        Assert.Equal("COZEDEVICE_BOARD", Load(null).Find("Board")!.Origin.Text);

        Assert.Equal(("sysfs", "board aiy-voice-v2"), ValueAndOrigin(Load(null, "Board=aiy-voice-v2"), "Led:Kind"));
        Assert.Equal(("none", "board usb-speakerphone"), ValueAndOrigin(Load("usb-speakerphone", "Board=aiy-voice-v2"), "Button:Line"));
        Assert.Equal(("usb-speakerphone", "--board"), ValueAndOrigin(Load("usb-speakerphone"), "Board"));
    }

    [Fact]
    public void An_empty_name_takes_the_board_back()
    {
        _etc.Write("cozedevice.json", """{ "Board": "respeaker-2mic" }""");
        Assert.Equal(("gpio", "default"), ValueAndOrigin(Load(null, "Board="), "Led:Kind"));
    }

    [Fact]
    public void An_unknown_board_is_told_with_the_nearest_and_all_of_them()
    {
        ConfigurationError error = Assert.Single(Load("respeaker-2mics").Errors);
        Assert.Equal(
            "--board: Board is \"respeaker-2mics\"; did you mean respeaker-2mic? There are aiy-voice-v1, aiy-voice-v2, breadboard, "
            + "respeaker-2mic, respeaker-4mic, usb-speakerphone, wm8960-hat",
            error.ToString());
        Assert.Contains("it should be one of aiy-voice-v1", Assert.Single(Load("../../etc/passwd").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_of_ones_own_stands_beside_the_shipped_ones_and_wins_over_one_of_the_same_name()
    {
        _etc.Write("boards/toy.json", """{ "Title": "our toy", "Led": { "Kind": "pwm", "Channel": "1" } }""");
        _etc.Write("boards/breadboard.json", """{ "Led": { "Line": "GPIO4" } }""");

        Assert.Equal(("1", "board toy"), ValueAndOrigin(Load("toy"), "Led:Channel"));
        Assert.Equal("GPIO4", Load("breadboard").Find("Led:Line")!.Value);
    }

    [Fact]
    public void What_is_wrong_in_a_profile_is_told_by_its_name()
    {
        _etc.Write("boards/toy.json", """{ "Led": { "Kund": "pwm", "Count": 0 } }""");
        Assert.Equal(
            ["board toy: Led:Kund is not a known key; did you mean Led:Kind?", "board toy: Led:Count is \"0\"; it should be a whole number from 1 to 300"],
            Load("toy").Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void A_profile_cannot_carry_a_token()
    {
        _etc.Write("boards/toy.json", """{ "Auth": { "Token": "pat_0123456789abcdef" } }""");
        Assert.Contains("is refused here", Assert.Single(Load("toy").Errors).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _etc.Dispose();

    private LoadedConfiguration Load(string? board, params string[] sets) =>
        ConfigurationLoader.Load(new(null, ["Coze:BotId=73", .. sets], _environment) { Directory = _etc.Path, Board = board });

    private static (string? Value, string Origin) ValueAndOrigin(LoadedConfiguration loaded, string key) =>
        (loaded.Find(key)!.Value, loaded.Find(key)!.Origin.Text);
}
