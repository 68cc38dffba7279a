using CozeDevice.Account;
using CozeDevice.Tests.Support;
using NSubstitute;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class TokenOrderTests
{
    private readonly IRenewableToken _helper = Renewable("Auth:Command", "from-helper");
    private readonly IRenewableToken _login = Renewable("the stored login", "from-login");

    [Fact]
    public async Task Each_place_is_asked_only_when_those_before_it_give_nothing()
    {
        var places = new TokenPlaces { Token = "from-configuration", EnvironmentToken = "from-environment" };
        Assert.Equal("from-configuration", await GetAsync(places));
        places = places with { Token = null };
        Assert.Equal("from-helper", await GetAsync(places));
        _helper.IsPresent.Returns(false);
        Assert.Equal("from-login", await GetAsync(places));
        _login.IsPresent.Returns(false);
        Assert.Equal("from-environment", await GetAsync(places));
        await Assert.ThrowsAsync<TokenException>(() => GetAsync(new TokenPlaces()));
    }

    [Fact]
    public async Task Only_the_place_in_use_is_asked_to_renew()
    {
        _helper.IsPresent.Returns(false);
        _login.RenewAsync("from-login", Arg.Any<CancellationToken>()).Returns(true);
        Assert.True(await new TokenLocator(new TokenPlaces(), _helper, _login).RenewAsync("from-login", CancellationToken.None).Within(10));
        await _helper.DidNotReceive().RenewAsync(Arg.Any<string>(), Arg.Any<CancellationToken>());

        var written = new TokenLocator(new TokenPlaces { Token = "x" }, _helper, _login);
        Assert.False(await written.RenewAsync("x", CancellationToken.None).Within(10));
    }

    [Fact]
    public void A_survey_names_every_place_in_order_without_a_token()
    {
        var places = new TokenPlaces { TokenFile = "/nonexistent/token", Token = "pat_canary", EnvironmentToken = "sat_canary" };
        IReadOnlyList<TokenPlace> found = new TokenLocator(places, _helper, _login).Survey();
        Assert.Equal(["Auth:TokenFile", "Auth:Token", "Auth:Command", "the stored login", "COZE_API_TOKEN"], found.Select(place => place.Name));
        Assert.Contains("does not exist", found[0].Problem, StringComparison.Ordinal);
        Assert.Equal(["pat", null, null, "sat"], found.Skip(1).Select(place => place.Kind?.Word));
        Assert.DoesNotContain("canary", string.Join(' ', found), StringComparison.Ordinal);
    }

    private Task<string> GetAsync(TokenPlaces places) =>
        new TokenLocator(places, _helper, _login).GetTokenAsync(CancellationToken.None).Within(10);

    private static IRenewableToken Renewable(string name, string token)
    {
        IRenewableToken source = Substitute.For<IRenewableToken>();
        source.Place.Returns(name);
        source.IsPresent.Returns(true);
#pragma warning disable CA2012 // the call is recorded, not made
        source.GetTokenAsync(Arg.Any<CancellationToken>()).Returns(_ => ValueTask.FromResult(token));
#pragma warning restore CA2012
        return source;
    }
}
