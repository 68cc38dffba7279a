using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Helps the tables of rows that tests hold against the tables of the code.</summary>
internal static class FieldRows
{
    /// <summary>One case per row, named by its path.</summary>
    public static TheoryData<int, string> Of(IEnumerable<string> paths)
    {
        var data = new TheoryData<int, string>();
        foreach (var (row, path) in paths.Index()) data.Add(row, path);
        return data;
    }

    /// <summary>Fails when a field of the code has no row here, or a row no field.</summary>
    public static void Cover(IReadOnlyList<RestField> fields, IEnumerable<string> sent, IEnumerable<string> refused)
    {
        Assert.Equal(fields.Select(field => field.Path).Order(), sent.Distinct().Order());
        // A truth value is in range whatever it is, unless a rule ties it to another field.
        string[] free = [.. fields.Where(field => field.Type == FieldType.Boolean).Select(field => field.Path)];
        Assert.Empty(fields.Select(field => field.Path).Except(refused.Select(path => path.Split('[')[0])).Except(free));
    }
}
