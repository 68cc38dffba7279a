using System.Net.Http.Headers;
using System.Text;

namespace CozeDevice.Rest;

/// <summary>The multipart body of an upload: one part named <c>file</c>, as every SDK names it (protocol §7.7).</summary>
internal static class Multipart
{
    /// <summary>Makes the body.</summary>
    internal static MultipartFormDataContent Of(FileContent file)
    {
        var part = new ReadOnlyMemoryContent(file.Bytes);
        part.Headers.ContentType = new("application/octet-stream");
        var plain = Plain(file.Name);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"file\"",
            FileName = $"\"{plain}\"",
            FileNameStar = plain == file.Name ? null : file.Name,
        };
        return new MultipartFormDataContent { part };
    }

    // What every server reads; the whole name stands beside it.
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name)
            plain.Append(c is >= ' ' and <= '~' and not '"' and not '\\' ? c : '_');
        return plain.Length > 0 ? plain.ToString() : "file";
    }
}
