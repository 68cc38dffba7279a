using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class ErrorCodesTests
{
    [Theory]
    [InlineData(4027, ErrorClass.Account)]
    [InlineData(4028, ErrorClass.Account)]
    [InlineData(4008, ErrorClass.Account)]
    [InlineData(4011, ErrorClass.Account)]
    [InlineData(4100, ErrorClass.Auth)]
    [InlineData(4101, ErrorClass.Auth)]
    [InlineData(4200, ErrorClass.Auth)]
    [InlineData(700012006, ErrorClass.Auth)]
    [InlineData(4000, ErrorClass.Turn)]
    [InlineData(4012, ErrorClass.Turn)]
    [InlineData(4013, ErrorClass.Turn)]
    [InlineData(4014, ErrorClass.Turn)]
    [InlineData(4016, ErrorClass.Turn)]
    [InlineData(717990703, ErrorClass.Turn)]
    [InlineData(4009, ErrorClass.Retry)]
    [InlineData(4019, ErrorClass.Retry)]
    [InlineData(4020, ErrorClass.Retry)]
    [InlineData(4102, ErrorClass.Retry)]
    [InlineData(5000, ErrorClass.Retry)]
    [InlineData(4006, ErrorClass.Configuration)]
    [InlineData(4015, ErrorClass.Configuration)]
    [InlineData(4021, ErrorClass.Configuration)]
    [InlineData(4029, ErrorClass.Fatal)]
    [InlineData(4104, ErrorClass.Ignore)]
    [InlineData(0, ErrorClass.Ignore)]
    public void A_code_has_its_class(int code, ErrorClass expected) =>
        Assert.Equal(expected, ErrorCodes.Lookup(code).Class);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(123456)]
    [InlineData(int.MaxValue)]
    public void An_unknown_code_ends_the_turn_and_no_more(int code) =>
        Assert.Equal(new ErrorInfo(code, "unknown error", ErrorClass.Turn, ""), ErrorCodes.Lookup(code));

    [Fact]
    public void Every_code_a_person_must_act_on_has_a_hint()
    {
        var silent = ErrorCodes.All.Where(info =>
            info.Class is ErrorClass.Auth or ErrorClass.Account or ErrorClass.Configuration && info.Hint.Length == 0);

        Assert.Empty(silent);
    }
}
