namespace CozeDevice.Panel;

/// <summary>How the light of a pattern is spread over a ring or strip: a share for each pixel.</summary>
/// <param name="pixel">The pixel, from 0.</param>
/// <param name="pixels">How many there are.</param>
/// <param name="picture">Which picture of the movement, from 0; one every <see cref="LedPattern.RingPicture"/>.</param>
/// <returns>0 to 1.</returns>
public delegate double RingShape(int pixel, int pixels, long picture);
