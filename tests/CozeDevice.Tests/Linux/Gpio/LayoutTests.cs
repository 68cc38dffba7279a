using System.Reflection;
using System.Runtime.InteropServices;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using Xunit;

namespace CozeDevice.Tests.Linux.Gpio;

/// <summary>The managed declarations against the kernel's own headers, by a C compiler.</summary>
public sealed class LayoutTests
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    [GccFact]
    public Task The_gpio_structures_are_laid_out_as_in_c() => CProgram.Holds(
        ["stddef.h", "linux/gpio.h"],
        typeof(GpioUapi).GetNestedTypes(Everything).Where(type => type.Name.StartsWith("gpio", StringComparison.Ordinal)).SelectMany(Layout));

    [GccFact]
    public Task The_gpio_numbers_are_those_of_c() => CProgram.Holds(
        ["linux/gpio.h"],
        [.. Numbers(typeof(GpioUapi), "GPIO"), .. Constants(typeof(GpioUapi), "GPIO")]);

    [GccFact]
    public Task The_input_declarations_are_those_of_c() => CProgram.Holds(
        ["stddef.h", "linux/input.h"],
        [
            $"sizeof(struct input_event) == {Marshal.SizeOf<EvdevUapi.input_event>()}",
            $"offsetof(struct input_event, type) == {Marshal.OffsetOf<EvdevUapi.input_event>("type")}",
            $"offsetof(struct input_event, code) == {Marshal.OffsetOf<EvdevUapi.input_event>("code")}",
            $"offsetof(struct input_event, value) == {Marshal.OffsetOf<EvdevUapi.input_event>("value")}",
            $"EVIOCGNAME(256) == {EvdevUapi.EVIOCGNAME(256)}u",
            $"EVIOCGKEY(96) == {EvdevUapi.EVIOCGKEY(96)}u",
            $"EVIOCGBIT(EV_KEY, 96) == {EvdevUapi.EVIOCGBIT(EvdevUapi.EV_KEY, 96)}u",
            .. Numbers(typeof(EvdevUapi), "EVIOC"),
            .. Constants(typeof(EvdevUapi), ""),
        ]);

    [GccFact]
    public Task Every_key_has_the_number_it_has_in_c() => CProgram.Holds(
        ["linux/input-event-codes.h"], EvdevKeys.All.Select(name => $"{name} == {EvdevKeys.Find(name)}"));

    [Fact]
    public void The_sizes_are_those_of_the_kernel_on_every_board()
    {
        Assert.Equal(
            [68, 256, 592, 272, 48, 16],
            [
                Marshal.SizeOf<GpioUapi.gpiochip_info>(), Marshal.SizeOf<GpioUapi.gpio_v2_line_info>(),
                Marshal.SizeOf<GpioUapi.gpio_v2_line_request>(), Marshal.SizeOf<GpioUapi.gpio_v2_line_config>(),
                Marshal.SizeOf<GpioUapi.gpio_v2_line_event>(), Marshal.SizeOf<GpioUapi.gpio_v2_line_values>(),
            ]);
        Assert.Equal(0xC250B407, GpioUapi.GPIO_V2_GET_LINE_IOCTL);
    }

    private static IEnumerable<string> Layout(Type type)
    {
        yield return $"sizeof(struct {type.Name}) == {type.StructLayoutAttribute!.Size}";
        foreach (FieldInfo field in type.GetFields(Everything))
        {
            int offset = field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
            yield return $"offsetof(struct {type.Name}, {field.Name}) == {offset}";
        }
    }

    // The computed numbers of ioctl calls.
    private static IEnumerable<string> Numbers(Type type, string prefix) => type.GetFields(Everything)
        .Where(field => field.IsInitOnly && field.FieldType == typeof(uint) && field.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(field => $"{field.Name} == {field.GetValue(null)}u");

    private static IEnumerable<string> Constants(Type type, string prefix) => type.GetFields(Everything)
        .Where(field => field.IsLiteral && field.Name.StartsWith(prefix, StringComparison.Ordinal) && field.Name.Contains('_', StringComparison.Ordinal))
        .Select(field => $"{field.Name} == {field.GetRawConstantValue()}");
}
