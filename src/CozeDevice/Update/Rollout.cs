using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CozeDevice.Update;

/// <summary>Which boards get a version first. Pure.</summary>
internal static class Rollout
{
    /// <summary>Where a board stands in the queue for a version, from 0 to just under 100: it gets it once the percentage is higher.</summary>
    /// <remarks>The version is in the hash, so that not always the same boards are the first to meet trouble.</remarks>
    /// <param name="board">The id of the board.</param>
    /// <param name="version">The version offered.</param>
    public static double Place(string board, string version)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"cozedevice rollout\n{version}\n{board}"));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0) * 100;
    }

    /// <summary>Whether it is this board's turn.</summary>
    public static bool Includes(Channel channel, string board) => Place(board, channel.Version) < channel.Rollout;
}
