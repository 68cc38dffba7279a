using System.Buffers;
using System.Text.Json;
using CozeDevice.Options;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class OptionCatalogTests
{
    [Fact]
    public void Every_default_passes_its_own_check() => Assert.All(OptionCatalog.Keys, key =>
    {
        if (key.Default is null) return;
        Assert.Null(SettingCheck.Problem(key, new(key.Path, SettingKind.Untyped, key.Default, SettingOrigin.Default)));
    });

    [Fact]
    public void Every_key_is_written_once() =>
        Assert.Distinct(OptionCatalog.Keys.Select(key => key.Path), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void The_schema_has_every_key_with_type_and_limits()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) ConfigurationSchema.Write(json);
        using var schema = JsonDocument.Parse(buffer.WrittenMemory);

        Assert.All(OptionCatalog.Keys, key =>
        {
            var properties = schema.RootElement.GetProperty("properties");
            if (key.Section.Length > 0) properties = properties.GetProperty(key.Section).GetProperty("properties");
            var described = properties.GetProperty(key.Name);
            Assert.NotEmpty(described.GetProperty("description").GetString()!);
            Assert.Equal(key.Type is OptionType.Integer or OptionType.Number, described.TryGetProperty("maximum", out _));
            Assert.Equal(key.Choices.Count > 0, described.TryGetProperty("enum", out _));
        });
    }
}
