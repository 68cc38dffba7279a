using CozeDevice.Options;
using CozeDevice.Rest;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Rest;

public sealed class RestPageTests
{
    private static readonly string File = RepositoryRoot.File("src/CozeDevice.Core/Rest/README.md");

    [Fact]
    public void The_page_of_fields_is_up_to_date()
    {
        if (Environment.GetEnvironmentVariable("COZEDEVICE_UPDATE_DOCS") == "1") System.IO.File.WriteAllText(File, RestPage.Write());
        Assert.Equal(RestPage.Write(), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Configuration_keys_that_fields_name_exist() => Assert.All(
        RestCatalog.Tables.SelectMany(table => table.Fields).Select(field => field.Key).OfType<string>(),
        key => Assert.NotNull(OptionCatalog.Find(key)));

    [Fact]
    public void Fields_of_one_nested_object_stand_together()
    {
        foreach (var table in RestCatalog.Tables)
        {
            var parents = table.Fields.Select(field => field.Path[..Math.Max(0, field.Path.LastIndexOf('.'))]).Where(parent => parent.Count(c => c == '.') == 1).ToList();
            var runs = parents.Where((parent, i) => i == 0 || parents[i - 1] != parent);
            Assert.Equal(parents.Distinct(), runs);
        }
    }
}
