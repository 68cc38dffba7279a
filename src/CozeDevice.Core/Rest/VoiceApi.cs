namespace CozeDevice.Rest;

/// <summary>Voices.</summary>
/// <param name="transport">Sends the calls.</param>
internal sealed class VoiceApi(RestTransport transport)
{
    // A service that always has one page more must not be followed for ever.
    private const int MaxPages = 200;

    /// <summary>One page.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<Page<Voice>> PageAsync(VoiceQuery query, CancellationToken cancellationToken)
    {
        RestRequests.Require(VoiceFields.All, query);
        var data = await transport.SendAsync(
            RestCall.Get(FieldWriter.Query("/v1/audio/voices", VoiceFields.All, query)), cancellationToken).ConfigureAwait(false);
        return Page<Voice>.Read(data, "voice_list", Voice.Read);
    }

    /// <summary>Every page, or the one that is asked for.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<IReadOnlyList<Voice>> ListAsync(VoiceQuery query, CancellationToken cancellationToken)
    {
        var voices = new List<Voice>();
        for (var page = query.Page ?? 1; ; page++)
        {
            var next = await PageAsync(query with { Page = page }, cancellationToken).ConfigureAwait(false);
            voices.AddRange(next.Items);
            if (query.Page is not null || !next.HasMore || next.Items.Count == 0 || page == MaxPages)
                return voices;
        }
    }
}
