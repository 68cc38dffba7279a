using CozeDevice.FirstBoot;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.FirstBoot;

/// <summary>Everything a person, an editor or an input method does to a line of <c>cozedevice.txt</c>.</summary>
public sealed class CardReaderTests
{
    private static readonly BoardProfiles Boards = new([RepositoryRoot.File("hardware/boards")]);

    [Theory]
    // How lines are written.
    [InlineData("bot_id = 73500", "Coze:BotId=73500")]
    [InlineData("bot_id=73500", "Coze:BotId=73500")]
    [InlineData("   bot_id   =   73500   ", "Coze:BotId=73500")]
    [InlineData("bot_id: 73500", "Coze:BotId=73500")]
    [InlineData("bot_id 73500", "Coze:BotId=73500")]
    [InlineData("bot_id == 73500", "Coze:BotId=73500")]
    [InlineData("bot_id => 73500", "Coze:BotId=73500")]
    [InlineData("bot_id := 73500", "Coze:BotId=73500")]
    [InlineData("bot_id\t=\t73500\t", "Coze:BotId=73500")]
    [InlineData("bot_id = \"73500\"", "Coze:BotId=73500")]
    [InlineData("bot_id = '73500'", "Coze:BotId=73500")]
    [InlineData("bot_id = “73500”", "Coze:BotId=73500")]
    [InlineData("bot_id = 「73500」", "Coze:BotId=73500")]
    [InlineData("bot_id = \"73500", "Coze:BotId=73500")]
    [InlineData("bot_id = 73500\"", "Coze:BotId=73500")]
    [InlineData("\"bot_id\": \"73500\",", "Coze:BotId=73500")]
    [InlineData("bot_id = 73500,", "Coze:BotId=73500")]
    [InlineData("bot_id = 73500;", "Coze:BotId=73500")]
    [InlineData("bot_id = 73500   # mine", "Coze:BotId=73500")]
    [InlineData("bot_id = \"73500\" // mine", "Coze:BotId=73500")]
    [InlineData("export bot_id=73500", "Coze:BotId=73500")]
    [InlineData("bot_id ＝ ７３５００", "Coze:BotId=73500")]
    [InlineData("ｂｏｔ＿ｉｄ：７３５００，", "Coze:BotId=73500")]
    [InlineData("bot_id　=　73500", "Coze:BotId=73500")]
    [InlineData("bot_id\u00A0=\u200B73500\u200F", "Coze:BotId=73500")]
    [InlineData("bot_id -> 73500", "Coze:BotId=73500")]
    [InlineData("bot_id → 73500", "Coze:BotId=73500")]
    [InlineData("* bot_id = 73500", "Coze:BotId=73500")]
    [InlineData("• bot_id: 73500", "Coze:BotId=73500")]
    [InlineData("[bot_id] = <73500>", "Coze:BotId=73500")]
    [InlineData("{ \"bot_id\": \"73500\" }", "Coze:BotId=73500")]
    [InlineData("set bot_id=73500", "Coze:BotId=73500")]
    [InlineData("7350000000000000001", "Coze:BotId=7350000000000000001")]
    [InlineData("https://www.coze.com/space/12/bot/73500", "Coze:BotId=73500")]
    // How keys are written.
    [InlineData("Bot ID = 73500", "Coze:BotId=73500")]
    [InlineData("bot id: 73500", "Coze:BotId=73500")]
    [InlineData("BOT-ID = 73500", "Coze:BotId=73500")]
    [InlineData("botid = 73500", "Coze:BotId=73500")]
    [InlineData("bot = 73500", "Coze:BotId=73500")]
    [InlineData("智能体 ID ＝ 73500", "Coze:BotId=73500")]
    [InlineData("Coze:BotId = 73500", "Coze:BotId=73500")]
    [InlineData("coze.botid = 73500", "Coze:BotId=73500")]
    [InlineData("Coze__BotId = 73500", "Coze:BotId=73500")]
    [InlineData("Audio:PreRollMs: 100", "Audio:PreRollMs=100")]
    [InlineData("Button:ActiveLow = no", "Button:ActiveLow=false")]
    // How values are written.
    [InlineData("bot_id = 7350 0000 0000", "Coze:BotId=735000000000")]
    [InlineData("bot_id = https://www.coze.cn/space/12/bot/73500?from=me", "Coze:BotId=73500")]
    [InlineData("volume = 60%", "Audio:Volume=60")]
    [InlineData("音量：６０", "Audio:Volume=60")]
    [InlineData("board = respeaker-2mic", "Board=respeaker-2mic")]
    [InlineData("board = ReSpeaker 2Mic", "Board=respeaker-2mic")]
    [InlineData("board = usb_speakerphone", "Board=usb-speakerphone")]
    [InlineData("language = zh", "Prompts:Language=zh")]
    [InlineData("language = zh-CN", "Prompts:Language=zh")]
    [InlineData("language = EN_us", "Prompts:Language=en")]
    [InlineData("language = Chinese", "Prompts:Language=zh")]
    [InlineData("语言 = 中文", "Prompts:Language=zh")]
    [InlineData("region = cn", "Coze:ApiUrl=https://api.coze.cn|Coze:WebSocketUrl=wss://ws.coze.cn")]
    [InlineData("region = www.coze.com", "Coze:ApiUrl=https://api.coze.com|Coze:WebSocketUrl=wss://ws.coze.com")]
    [InlineData("地区 = 国际", "Coze:ApiUrl=https://api.coze.com|Coze:WebSocketUrl=wss://ws.coze.com")]
    [InlineData("region = https://www.coze.cn", "Coze:ApiUrl=https://api.coze.cn|Coze:WebSocketUrl=wss://ws.coze.cn")]
    [InlineData("地区：国际版", "Coze:ApiUrl=https://api.coze.com|Coze:WebSocketUrl=wss://ws.coze.com")]
    [InlineData("Coze:ApiUrl: https://api.example.com:8443", "Coze:ApiUrl=https://api.example.com:8443")]
    // What says nothing.
    [InlineData("", "")]
    [InlineData("# bot_id = 1", "")]
    [InlineData("＃ bot_id = 1", "")]
    [InlineData("// bot_id = 1", "")]
    [InlineData("; bot_id = 1", "")]
    [InlineData("[coze]", "")]
    [InlineData("{", "")]
    [InlineData("bot_id =", "")]
    [InlineData("bot_id = # mine", "")]
    [InlineData("* my device *", "")]
    [InlineData("last_result = line 3: bot_id", "")]
    public void A_line_means_what_its_writer_meant(string line, string settings)
    {
        string[] lines = CardReader.IsResult(line) ? [] : [line];
        CardContent content = CardReader.Read(lines, isForeign: false, Boards);
        Assert.Empty(content.Errors);
        Assert.Null(content.Token);
        Assert.Equal(settings, string.Join('|', content.Settings.Select(setting => $"{setting.Key.Path}={setting.Value.Value}")));
    }

    [Theory]
    [InlineData("token = pat_abcdefgh12345")]
    [InlineData("Token: pat_abcdefgh12345")]
    [InlineData("TOKEN=“pat_abcdefgh12345”")]
    [InlineData("access token = pat_abcdefgh12345")]
    [InlineData("令牌＝pat_abcdefgh12345")]
    [InlineData("token = Bearer pat_abcdefgh12345")]
    [InlineData("token = Bearerpat_abcdefgh12345")]
    [InlineData("Authorization: Bearer pat_abcdefgh12345")]
    [InlineData("token = <pat_abcdefgh12345>")]
    [InlineData("token = (pat_abcdefgh12345) # mine")]
    [InlineData("token -> pat_abcdefgh12345")]
    [InlineData("pat_abcdefgh12345")]
    [InlineData("Auth:Token = pat_abcdefgh12345")]
    [InlineData("ｔｏｋｅｎ：ｐａｔ＿ａｂｃｄｅｆｇｈ１２３４５")]
    public void A_token_is_found_however_it_is_written(string line)
    {
        CardContent content = CardReader.Read(["# mine", line], isForeign: false, Boards);
        Assert.Empty(content.Errors);
        Assert.Equal("pat_abcdefgh12345", content.Token);
        Assert.Equal([1], content.TokenLines);
        Assert.Empty(content.Settings);
    }

    [Theory]
    [InlineData("bot_it = 73500", "line 1: \"bot_it\" is not known; did you mean bot_id?")]
    [InlineData("tokn = x", "did you mean token?")]
    [InlineData("Audio:Volum = 7", "did you mean Audio:Volume?")]
    [InlineData("hallo = 5", "there are token, bot_id, client_id")]
    [InlineData("wifi = home", "Wi-Fi has a file of its own beside this one: home.nmconnection")]
    [InlineData("psk = abcdefgh12345", "Wi-Fi has a file of its own")]
    [InlineData("wpa_passphrase: abcdefgh", "Wi-Fi has a file of its own")]
    [InlineData("token = pat_abcdefgh12345#mine", "line 1: token holds #, which no token has")]
    [InlineData("token = https://www.coze.com/open/oauth/pats", "token holds :")]
    [InlineData("token = 7350000000000000001", "token is a number, as a bot has")]
    [InlineData("token = pat", "too short for a token")]
    [InlineData("token = Bearer", "too short for a token")]
    [InlineData("token = pat_abcdefgh12345, bot_id = 73500", "line 1: holds more than token; write each key on a line of its own")]
    [InlineData("{\"token\": \"pat_abcdefgh12345\", \"bot_id\": \"73500\"}", "holds more than token")]
    [InlineData("bot_id = 73500; token = pat_abcdefgh12345", "holds more than bot_id")]
    [InlineData("bot_id = https://www.coze.com/store/agent/73500", "that is not the page of a bot: its address has /bot/ and a number")]
    [InlineData("hello", "line 1: should be key = value")]
    [InlineData("bot_id = my bot", "digits only")]
    [InlineData("bot_id = 7.35E+18", "digits only")]
    [InlineData("bot_id = 73…", "digits only")]
    [InlineData("bot_id = pat_abcdefgh12345", "the token belongs behind token =")]
    [InlineData("token = pat_…", "character that no token has")]
    [InlineData("token = pat_xxxxxxxxxxxx", "is still the example")]
    [InlineData("token = <your token>", "a blank")]
    [InlineData("token = pat_abc defgh12345", "a blank")]
    [InlineData("region = mars", "\"mars\"; it should be cn (coze.cn) or com (coze.com)")]
    [InlineData("board = respeaker-2mik", "did you mean respeaker-2mic?")]
    [InlineData("language = fr", "it should be en or zh")]
    [InlineData("volume = loud", "a whole number from 0 to 100")]
    [InlineData("volume = 120", "a whole number from 0 to 100")]
    [InlineData("Led:Kind = lamp", "Led:Kind is \"lamp\"; it should be")]
    [InlineData("Coze:ApiUrl = http://api.coze.cn", "Coze:ApiUrl")]
    public void What_cannot_be_right_is_told_with_its_line_and_what_would_be(string line, string problem)
    {
        CardContent content = CardReader.Read([line], isForeign: false, Boards);
        CardError error = Assert.Single(content.Errors);
        Assert.Contains(problem, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public void Two_values_for_one_key_are_told_with_both_lines()
    {
        CardContent content = CardReader.Read(["bot_id = 1", "", "Bot ID: 2", "bot-id = 1"], isForeign: false, Boards);
        CardError error = Assert.Single(content.Errors);
        Assert.Equal("line 3: bot_id is on line 1 already, with another value; delete one of them", error.ToString());
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', (byte)'=', (byte)'1', 13, 10, (byte)'b', 13, 10 }, "a=1|b")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0, 13, 0, 10, 0, (byte)'b', 0, 13, 0, 10, 0 }, "a|b")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'a', 0, 10 }, "a")]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b', 0, 13, 0, 10, 0 }, "ab")] // UTF-16 without a mark
    [InlineData(new byte[] { 0, (byte)'a', 0, (byte)'b', 0, 10 }, "ab")]
    [InlineData(new byte[] { (byte)'a', 13, (byte)'b', 13 }, "a|b")] // an old Mac
    [InlineData(new byte[] { (byte)'a', 13, 13, 10, (byte)'b', 10, (byte)'c' }, "a||b|c")]
    [InlineData(new byte[] { (byte)'a', 0, 0, 0, 0, 10, (byte)'b' }, "a\0\0\0\0|b")]
    [InlineData(new byte[] { (byte)'#', 0xD6, 0xD0, 10, (byte)'b', 10 }, "#ÖÐ|b")]
    [InlineData(new byte[] { (byte)'a', 10, 10, (byte)'b', 10 }, "a||b")]
    public void The_file_of_any_editor_is_read_and_written_back_to_the_byte(byte[] bytes, string lines)
    {
        CardText text = CardText.Read(bytes);
        Assert.Equal(lines, string.Join('|', text.Lines.Select(line => line.Text)));
        Assert.Equal(bytes, text.Write(text.Lines, []));
    }

    [Fact]
    public void An_empty_file_is_no_trouble() => Assert.Empty(CardText.Read([]).Lines);

    [Theory]
    [InlineData("token = pat_abcdefgh12345 # mine", "token =  # mine")]
    [InlineData(" \"token\": \"pat_abcdefgh12345\",", " \"token\": \"\",")]
    [InlineData("令牌：“pat_abcdefgh12345”", "令牌：“”")]
    [InlineData("token = Bearer pat_abcdefgh12345", "token =")]
    [InlineData("pat_abcdefgh12345", "token =")]
    [InlineData("token = ｐａｔ＿ａｂｃｄｅｆｇｈ１２３４５", "token =")]
    [InlineData("token = pat_abcdefgh12345 # before: pat_zyxwvuts98765", "token =")]
    public void Nothing_but_the_token_leaves_its_line(string line, string left) =>
        Assert.Equal(left, CardReader.WithoutToken(line, "pat_abcdefgh12345"));

    [Fact]
    public void Of_two_tokens_none_is_taken_because_the_other_would_be_lost()
    {
        CardContent content = CardReader.Read(["token = pat_abcdefgh12345", "token = pat_zyxwvuts98765"], isForeign: false, Boards);
        Assert.Equal("line 2: token is on line 1 already, with another value; delete one of them", Assert.Single(content.Errors).ToString());
        Assert.Null(content.Token);
        Assert.Empty(content.TokenLines);
        CardContent same = CardReader.Read(["token = pat_abcdefgh12345", "Token: Bearer pat_abcdefgh12345"], isForeign: false, Boards);
        Assert.Empty(same.Errors);
        Assert.Equal([0, 1], same.TokenLines.Order());
    }

    [Theory]
    [InlineData("ijkl6789")]
    [InlineData("ijkl==")]
    public void A_token_that_an_editor_broke_in_two_is_not_taken_by_half(string rest)
    {
        CardContent content = CardReader.Read(["bot_id = 1", "token = pat_abcdefgh12345", rest], isForeign: false, Boards);
        Assert.Equal("line 3: looks like the rest of the token in line 2; write all of it on one line", Assert.Single(content.Errors).ToString());
        Assert.Null(content.Token);
        Assert.Empty(content.TokenLines);
    }

    [Fact]
    public void An_unknown_encoding_is_named_where_it_matters()
    {
        CardText text = CardText.Read([0xC1, 0xEE, 0xC5, 0xC6, (byte)'=', (byte)'x', 13, 10]); // a key in GBK
        Assert.Contains("save the file as UTF-8", Assert.Single(CardReader.Read([.. text.Lines.Select(line => line.Text)], text.IsForeign, Boards).Errors).Problem, StringComparison.Ordinal);
    }
}
