using System.Net.Http.Headers;
using System.Text;

namespace CozeDevice.Tools;

/// <summary>A server on this machine as a tool: arguments posted as JSON, a result as its answer.</summary>
/// <param name="client">Does not follow redirects, uses no proxy, sends no credentials.</param>
internal sealed class HttpTool(HttpMessageInvoker client)
{
    /// <summary>A client for servers on this machine.</summary>
    public static HttpMessageInvoker CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
    });

    /// <summary>The tool.</summary>
    /// <param name="tool">With an address.</param>
    public DeviceTool Create(UserTool tool) => new(
        tool.Definition, (arguments, stop) => new(CallAsync(tool, arguments.GetRawText(), stop)));

    private async Task<string> CallAsync(UserTool tool, string arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(tool.Limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, tool.Url)
        {
            Content = new StringContent(arguments, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, limit.Token);
            await using Stream body = await answer.Content.ReadAsStreamAsync(limit.Token);
            var bytes = new byte[ProgramTool.MaxOutput + 1];
            int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit.Token);
            if (!answer.IsSuccessStatusCode)
                throw new ToolException("failed", $"the tool's server answered {(int)answer.StatusCode}");
            return length <= ProgramTool.MaxOutput
                ? ToolText.AsJson(Encoding.UTF8.GetString(bytes, 0, length))
                : throw new ToolException("output_too_large", $"the tool's server answered more than {ProgramTool.MaxOutput} bytes");
        }
        catch (OperationCanceledException)
        {
            throw new ToolException("timeout", $"the tool took longer than {tool.Limit.TotalSeconds:0.#} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new ToolException("failed", "the tool's server does not answer");
        }
    }
}
