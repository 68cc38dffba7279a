using System.Text;
using CozeDevice.Control;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Control;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new string[0])]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("\na\n\nb\nc", new[] { "", "a", "", "b" })]
    [InlineData("12345678\n123456789\n1\n", new[] { "12345678", "too long", "1" })]
    [InlineData("12345678901234567890123456789\n1\n", new[] { "too long", "1" })]
    public async Task Lines_are_cut_whatever_the_size_of_the_reads(string text, string[] expected)
    {
        for (var chunk = 1; chunk <= text.Length + 1; chunk++)
            Assert.Equal(expected, await CutAsync(text, chunk));
    }

    [Fact]
    public void Any_lines_come_out_as_they_went_in() => Prop.ForAll(
        Gen.Choose('a', 'f').Select(c => (char)c).ArrayOf().Select(cs => new string(cs)).ArrayOf().ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        (lines, chunk) =>
        {
            var text = string.Concat(lines.Select(line => line + "\n"));
            var expected = lines.Select(line => line.Length > 8 ? "too long" : line);
            return expected.SequenceEqual(CutAsync(text, chunk).GetAwaiter().GetResult());
        }).QuickCheckThrowOnFailure();

    private static async Task<List<string>> CutAsync(string text, int chunk)
    {
        var reader = new LineReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), maxBytes: 8);
        var lines = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
            lines.Add(line.IsTooLong ? "too long" : Encoding.UTF8.GetString(line.Bytes.Span));
        return lines;
    }

    private sealed class ChunkedStream(byte[] content, int chunk) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
