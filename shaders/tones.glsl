// The ways of colouring that have a second number beside the palette's level (app/core/document/colouring.h).
// GS_WAY (1: relief, 2: contour lines, 3: u and v at once) is set when a program is compiled. All numbers are
// bytes as floats, 0 to 255, as the painter makes them.
vec3 toned(vec3 colour, float level, float second) {
#if GS_WAY == 1
    float light = second / 128.0;
    return light <= 1.0 ? colour * light : colour + (1.0 - colour) * (light - 1.0);
#elif GS_WAY == 2
    float ink = dot(colour, vec3(0.299, 0.587, 0.114)) > 127.0 / 255.0 ? 0.0 : 1.0;
    return mix(colour, vec3(ink), second * 0.8 / 255.0);
#elif GS_WAY == 3
    return min((second * vec3(28.0, 84.0, 138.0) + level * vec3(226.0, 150.0, 60.0)) / (255.0 * 255.0), 1.0);
#else
    return colour;
#endif
}
