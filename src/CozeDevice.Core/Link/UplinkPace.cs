using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>Decides how many frames go into one append: one, until the uplink falls behind; then up to three, so that the cost of
/// a message is shared, until nothing waits any more.</summary>
/// <remarks>Owned by the send loop. Opus always goes packet by packet (protocol §11, trap 4).</remarks>
/// <param name="codec">The name of the uplink's codec, or null.</param>
internal sealed class UplinkPace(string? codec)
{
    /// <summary>Frames of an append on a slow uplink.</summary>
    public const int Joined = 3;

    /// <summary>A send that takes longer than a frame lasts: the uplink is behind.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(AudioFormat.FrameMs);

    private readonly bool _joins = AudioCodecNames.Find(codec) is AudioCodec.Pcm or AudioCodec.G711A or AudioCodec.G711U;
    private bool _isBehind;

    /// <summary>How many frames the next append may carry.</summary>
    public int MostFrames => _joins && _isBehind ? Joined : 1;

    /// <summary>Something was sent.</summary>
    /// <param name="took">How long the socket took to accept it.</param>
    /// <param name="moreWaited">Whether more frames waited behind it.</param>
    public void Sent(TimeSpan took, bool moreWaited) => _isBehind = took > Slow || (_isBehind && moreWaited);
}
