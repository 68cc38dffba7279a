using System.Text;

namespace CozeDevice.Tests.Fuzz;

/// <summary>JSON values, and what is none, that parsers and their callers stumble over.</summary>
internal static class NastyValues
{
    public static byte[][] All { get; } =
    [
        .. new[]
        {
            "null", "true", "false", "[]", "{}", "\"\"", "\"0\"", "0", "-0", "-1", "1", "0.5", "1e999", "-1e999", "1e-999", "2147483648",
            "-2147483649", "9223372036854775808", "123456789012345678901234567890", "4000", "4001", "4002", "4016", "4027", "4028",
            "4100", "4101", "4200", "5000", "717990703", "\"4000\"", "\"1e3\"", "01", "+1", "NaN", "Infinity", ".5", "1.",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\\\\"", "\"\\\"", "\"\\x\"", "\"\\u12\"",
            "\"\\/\\b\\f\\n\\r\\t\"", "\"\u2028\"", "\"////\"", "\"AAAA\"", "\"AAA\"", "\"A===\"", "\"=AAA\"", "\"AA==AAAA\"", "\"AA A\\n\"",
            "\"\\u0041AAA\"", "\"opus\"", "\"pcm\"", "\"g711a\"", "\"mp3\"", "16000", "24000", "\"24000\"", "\"user\"", "\"assistant\"",
            "\"answer\"", "\"question\"", "\"reply_message\"", "\"submit_tool_outputs\"", "\"conversation.audio.delta\"",
            "\"conversation.chat.completed\"", "\"chat.updated\"", "\"error\"", "[[[[]]]]", "{\"a\":{\"a\":{\"a\":null}}}",
            "{\"code\":4027,\"msg\":\"x\"}", "[{\"id\":\"a\"},{\"id\":\"a\"},{\"id\":\"\"},null,1]", "\"75000000000000007770\"", " ", "", "//",
            "/**/1", "'a'", "\"unterminated", "[", "}", ",", ":",
        }.Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes($"\"{new string('x', 10_000)}\""),
        Encoding.UTF8.GetBytes($"\"{new string('7', 200)}\""),
        Encoding.UTF8.GetBytes(new string('9', 1_000)),
        Encoding.UTF8.GetBytes($"\"{Convert.ToBase64String(new byte[50_000])}\""),
        Encoding.UTF8.GetBytes(new string('[', 60) + new string(']', 60)),
        Encoding.UTF8.GetBytes(new string('[', 70) + new string(']', 70)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "1" + new string('}', 63)),
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{\"id\":\"c\",\"type\":\"function\"}", 200))}]"),
        [(byte)'"', 0xFF, 0xFE, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
        [(byte)'"', 0xC3, (byte)'"'],
        [(byte)'"', 0x00, 0x1F, (byte)'"'],
        [0xEF, 0xBB, 0xBF],
    ];
}
