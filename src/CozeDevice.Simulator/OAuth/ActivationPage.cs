using System.Text;
using System.Text.Encodings.Web;
using CozeDevice.Simulator.Rest;
using Microsoft.AspNetCore.WebUtilities;

namespace CozeDevice.Simulator.OAuth;

/// <summary>The page where a user types the code a device shows, and approves or refuses.</summary>
/// <param name="logins">Devices that wait.</param>
internal sealed class ActivationPage(DeviceLogins logins)
{
    /// <summary>Where the page is.</summary>
    internal const string Path = "/activate";

    /// <summary>Registers the page.</summary>
    internal void Map(RestRoutes routes)
    {
        routes.Open("GET", Path, call => WriteAsync(call, 200, Form(call.Query("user_code") ?? "")));
        routes.Open("POST", Path, AnswerAsync);
    }

    private async Task AnswerAsync(RestCall call)
    {
        using var form = new FormReader(Encoding.UTF8.GetString(await call.ReadBodyAsync()));
        var fields = await form.ReadFormAsync(call.Aborted);
        var action = fields.TryGetValue("action", out var given) ? given.ToString() : "";
        if (action is not ("approve" or "deny") || !fields.TryGetValue("user_code", out var code))
        {
            await WriteAsync(call, 400, "<p>The form needs user_code and action (approve or deny).</p>");
            return;
        }

        var isApproved = action == "approve";
        if (!logins.TryAnswer(code.ToString(), isApproved))
            await WriteAsync(call, 404, "<p>No device waits for this code.</p>");
        else
            await WriteAsync(call, 200, isApproved ? "<p>The device may go on.</p>" : "<p>The device was refused.</p>");
    }

    private static string Form(string userCode) =>
        $"""
         <form method="post" action="{Path}">
         <label>Code shown by the device
         <input name="user_code" value="{HtmlEncoder.Default.Encode(userCode)}" autofocus></label>
         <button name="action" value="approve">Approve</button>
         <button name="action" value="deny">Refuse</button>
         </form>
         """;

    private static async Task WriteAsync(RestCall call, int status, string content)
    {
        var page = Encoding.UTF8.GetBytes(
            $"""
             <!doctype html>
             <html lang="en"><meta charset="utf-8"><title>Device login</title>
             <h1>Device login</h1>
             {content}
             </html>

             """);
        call.Http.Response.StatusCode = status;
        call.Http.Response.ContentType = "text/html; charset=utf-8";
        call.Http.Response.ContentLength = page.Length;
        await call.Http.Response.Body.WriteAsync(page, call.Aborted);
    }
}
