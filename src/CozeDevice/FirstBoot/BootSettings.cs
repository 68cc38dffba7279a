using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>The settings of the card as a configuration file.</summary>
internal static class BootSettings
{
    private static readonly byte[] Head = Encoding.UTF8.GetBytes(
        "// Written at every start from cozedevice.txt on the boot partition; edit that file, or add one that comes later (90-site.json).\n");

    /// <summary>The content of the file: a section per object, keys in the order of the catalog, so that equal settings give equal bytes.</summary>
    public static byte[] Write(IReadOnlyDictionary<OptionKey, (string Value, int Line)> settings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Head);
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            foreach (var section in OptionCatalog.Keys.Where(settings.ContainsKey).GroupBy(static key => key.Section))
            {
                if (section.Key.Length > 0) json.WriteStartObject(section.Key);
                foreach (OptionKey key in section) Write(json, key, settings[key].Value);
                if (section.Key.Length > 0) json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, OptionKey key, string value)
    {
        json.WritePropertyName(key.Name);
        if (key.Type == OptionType.Text) json.WriteStringValue(value);
        else json.WriteRawValue(value);
    }
}
