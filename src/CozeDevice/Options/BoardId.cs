using System.Security.Cryptography;
using System.Text;

namespace CozeDevice.Options;

/// <summary>A stable name for this board that does not reveal its machine id: two boards never share
/// memories.</summary>
internal static class BoardId
{
    private const string MachineIdFile = "/etc/machine-id";

    /// <summary>The id of the board this runs on.</summary>
    public static string OfThisBoard()
    {
        string seed;
        try
        {
            seed = File.ReadAllText(MachineIdFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            seed = "";
        }

        return Derive(seed.Length > 0 ? seed : Environment.MachineName);
    }

    /// <summary>A keyed hash, as systemd recommends for ids that leave the machine: the seed cannot be found from
    /// it.</summary>
    public static string Derive(string seed)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), "cozedevice user id"u8);
        return $"board-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}
