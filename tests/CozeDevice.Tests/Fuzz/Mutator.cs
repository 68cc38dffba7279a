namespace CozeDevice.Tests.Fuzz;

/// <summary>Makes one message into another: by its JSON structure, or by its bytes. The same random numbers make the same message.</summary>
/// <param name="random">The numbers.</param>
internal sealed class Mutator(Random random)
{
    private const int MostBytes = 200_000;

    private readonly JsonSpots _spots = new();

    /// <summary>One to four mutations of a message.</summary>
    /// <param name="message">The message; not changed.</param>
    /// <param name="other">Another one, to take parts from.</param>
    public byte[] Mutate(byte[] message, byte[] other)
    {
        byte[] mutated = message;
        for (int i = 1 + (random.Next(4) == 0 ? random.Next(4) : 0); i > 0; i--)
        {
            byte[] next = random.Next(3) == 0 ? Bytes(mutated, other) : Structure(mutated, other);
            if (next.Length <= MostBytes)
                mutated = next;
        }
        return mutated;
    }

    private byte[] Structure(byte[] message, byte[] other)
    {
        _spots.Find(message);
        if (_spots.Members.Count == 0)
            return Bytes(message, other);
        switch (random.Next(8))
        {
            case 0 or 1:
                return Replace(message, Pick(_spots.Values), NastyValues.All[random.Next(NastyValues.All.Length)]);
            case 2:
                return Replace(message, WithComma(message, Pick(_spots.Members)), []);
            case 3:
                (int start, int end) = Pick(_spots.Members);
                return Insert(message, start, [.. message.AsSpan(start, end - start), (byte)',']);
            case 4:
                // A member twice, the second time with another value.
                (start, end) = Pick(_spots.Members);
                byte[] nasty = NastyValues.All[random.Next(NastyValues.All.Length)];
                int colon = start + message.AsSpan(start, end - start).IndexOf((byte)':') + 1;
                return Insert(message, start, [.. message.AsSpan(start, colon - start), .. nasty, (byte)',']);
            case 5:
                byte[] name = Slice(message, Pick(_spots.Names));
                return Replace(message, Pick(_spots.Names), name);
            case 6:
                byte[] value = Slice(message, Pick(_spots.Values));
                return Replace(message, Pick(_spots.Values), value);
            default:
                (int Start, int End) here = Pick(_spots.Values);
                _spots.Find(other);
                return _spots.Values.Count == 0 ? message : Replace(message, here, Slice(other, Pick(_spots.Values)));
        }
    }

    private byte[] Bytes(byte[] message, byte[] other)
    {
        if (message.Length == 0)
            return other;
        int at = random.Next(message.Length), length = random.Next(Math.Min(64, message.Length - at) + 1);
        switch (random.Next(8))
        {
            case 0:
                byte[] flipped = [.. message];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] other1 = [.. message];
                other1[at] = (byte)random.Next(256);
                return other1;
            case 2:
                return Replace(message, (at, at + length), []);
            case 3:
                return Insert(message, random.Next(message.Length + 1), message[at..(at + length)]);
            case 4:
                return message[..at];
            case 5:
                int from = random.Next(other.Length + 1);
                return [.. message.AsSpan(0, at), .. other.AsSpan(from)];
            case 6:
                byte[] noise = new byte[1 + random.Next(16)];
                random.NextBytes(noise);
                return Insert(message, at, noise);
            default:
                return Insert(message, 0, NastyValues.All[random.Next(NastyValues.All.Length)]);
        }
    }

    private T Pick<T>(List<T> places) => places[random.Next(places.Count)];

    private static (int Start, int End) WithComma(byte[] message, (int Start, int End) member)
    {
        int end = member.End;
        while (end < message.Length && message[end] is (byte)' ' or (byte)'\n' or (byte)'\r')
            end++;
        return end < message.Length && message[end] == (byte)',' ? (member.Start, end + 1) : member;
    }

    private static byte[] Slice(byte[] message, (int Start, int End) place) => message[place.Start..place.End];

    private static byte[] Insert(byte[] message, int at, byte[] bytes) => Replace(message, (at, at), bytes);

    private static byte[] Replace(byte[] message, (int Start, int End) place, byte[] bytes) =>
        [.. message.AsSpan(0, place.Start), .. bytes, .. message.AsSpan(place.End)];
}
