using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Sdk;

namespace CozeDevice.Tests.Support;

public sealed class TestLogTests
{
    [Fact]
    public void An_unexpected_error_fails_the_test()
    {
        var log = new TestLog();
        log.CreateLogger("link").LogError("broke");
        Assert.Contains("broke", Assert.ThrowsAny<XunitException>(log.Dispose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expected_error_does_not()
    {
        using var log = new TestLog();
        log.ExpectError("^bro");
        log.CreateLogger("link").LogError("broke");
    }

    [Fact]
    public void An_expected_error_that_never_came_fails_the_test()
    {
        var log = new TestLog();
        log.ExpectError("broke");
        Assert.ThrowsAny<XunitException>(log.Dispose);
    }

    [Fact]
    public void Lines_are_kept_with_level_and_text()
    {
        using var log = new TestLog();
        log.CreateLogger("link").LogWarning("late by {Ms} ms", 3);
        Assert.Equal(["late by 3 ms"], log.Messages(LogLevel.Warning));
    }
}
