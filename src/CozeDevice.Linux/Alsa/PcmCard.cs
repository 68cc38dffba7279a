using System.Globalization;
using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

/// <summary>Follows a PCM through ALSA's configuration to the card it plays on: <c>default</c> of a board with an
/// <c>asound.conf</c> is seldom the card that ALSA's mixer of the same name belongs to.</summary>
/// <remarks>Opens nothing, so it disturbs nobody who plays. Safe from any thread.</remarks>
internal static class PcmCard
{
    private const int MaxDepth = 16; // definitions that go round in a circle

    /// <summary>The card of a PCM.</summary>
    /// <param name="pcm">A PCM name.</param>
    /// <returns>Its id or number; null where none is named, as for a sound server.</returns>
    public static string? Find(string pcm)
    {
        if (Libasound.snd_config_update_ref(out var top) < 0) return null;
        try
        {
            return Follow(top, pcm, MaxDepth);
        }
        finally
        {
            Libasound.snd_config_unref(top);
        }
    }

    private static string? Follow(nint top, string pcm, int depth)
    {
        if (MixerCards.CardOf(pcm) is { } card) return card;
        if (depth == 0 || Libasound.snd_config_search_definition(top, "pcm", pcm, out var definition) < 0) return null;
        try
        {
            return FollowNode(top, definition, depth - 1);
        }
        finally
        {
            _ = Libasound.snd_config_delete(definition);
        }
    }

    private static string? FollowNode(nint top, nint node, int depth)
    {
        if (Text(node, "card") is { } card) return card;
        foreach (var key in (ReadOnlySpan<string>)["slave.pcm", "playback.pcm"])
        {
            if (Text(node, key) is { } pcm) return Follow(top, pcm, depth);
            if (Compound(node, key) is { } inner) return depth == 0 ? null : FollowNode(top, inner, depth - 1);
        }

        return Text(node, "slave") is { } slave ? FollowSlave(top, slave, depth) : null;
    }

    // "slave NAME" stands for the definition pcm_slave.NAME, which holds the PCM.
    private static string? FollowSlave(nint top, string slave, int depth)
    {
        if (Libasound.snd_config_search_definition(top, "pcm_slave", slave, out var definition) < 0) return null;
        try
        {
            return Text(definition, "pcm") is { } pcm ? Follow(top, pcm, depth) : null;
        }
        finally
        {
            _ = Libasound.snd_config_delete(definition);
        }
    }

    private static nint? Compound(nint node, string key) =>
        Libasound.snd_config_search(node, key, out var found) >= 0
        && Libasound.snd_config_get_type(found) == Libasound.SND_CONFIG_TYPE_COMPOUND ? found : null;

    private static string? Text(nint node, string key)
    {
        if (Libasound.snd_config_search(node, key, out var found) < 0) return null;
        return Libasound.snd_config_get_type(found) switch
        {
            Libasound.SND_CONFIG_TYPE_INTEGER when Libasound.snd_config_get_integer(found, out var number) >= 0 =>
                number.ToString(CultureInfo.InvariantCulture),
            Libasound.SND_CONFIG_TYPE_STRING when Libasound.snd_config_get_string(found, out var text) >= 0 =>
                Marshal.PtrToStringUTF8(text),
            _ => null,
        };
    }
}
