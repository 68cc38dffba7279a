namespace CozeDevice.Options;

/// <summary>How the LED is driven.</summary>
internal enum LedKind
{
    /// <summary><c>gpio</c>: a single LED on a GPIO line, on or off.</summary>
    Gpio,

    /// <summary><c>rgb</c>: a colour LED on three GPIO lines, on or off each.</summary>
    Rgb,

    /// <summary><c>sysfs</c>: an LED of the kernel's LED class, the board's own for example.</summary>
    Sysfs,

    /// <summary><c>pwm</c>: an LED on one PWM channel, or a colour LED on three.</summary>
    Pwm,

    /// <summary><c>apa102</c>: APA102 or SK9822 pixels on an SPI bus.</summary>
    Apa102,

    /// <summary><c>ws2812</c>: WS2812 pixels on the data line of an SPI bus.</summary>
    Ws2812,

    /// <summary><c>none</c>: there is no LED.</summary>
    None,
}
