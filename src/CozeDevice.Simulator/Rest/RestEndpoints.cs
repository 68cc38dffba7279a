using CozeDevice.Simulator.OAuth;
using Microsoft.AspNetCore.Routing;

namespace CozeDevice.Simulator.Rest;

/// <summary>The service's HTTP side.</summary>
internal static class RestEndpoints
{
    /// <summary>Maps every REST and OAuth endpoint, and the answers to unknown paths and wrong methods.</summary>
    /// <param name="app">Where to map them. Endpoints mapped elsewhere are not shadowed.</param>
    /// <param name="options">How they behave.</param>
    internal static IEndpointRouteBuilder MapRest(this IEndpointRouteBuilder app, RestOptions options)
    {
        var routes = new RestRoutes(app, options);
        var conversations = new ConversationStore(options);

        RoomEndpoint.Map(routes);
        VoiceEndpoints.Map(routes);
        SpeechEndpoint.Map(routes);
        TranscriptionEndpoint.Map(routes);
        new ConversationEndpoints(conversations).Map(routes);
        new ChatEndpoints(options, conversations).Map(routes);
        new FileEndpoints(options.Time).Map(routes);

        var logins = new DeviceLogins(options);
        new OAuthEndpoints(options, logins).Map(routes);
        new ActivationPage(logins).Map(routes);

        routes.Close();
        return app;
    }
}
