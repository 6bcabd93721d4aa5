// One plane or the difference of both, through the palette. GS_CHANNEL (0: u, 1: v, 2: u - v, 3: the plane that is
// made of both) and GS_WAY (0: plain, else see tones.glsl) are set when the program is compiled: a software renderer
// would run every branch for every pixel.
uniform sampler2D plane_u;
uniform sampler2D plane_v;
uniform sampler2D plane_derived;
uniform sampler2D palette;   // 256 x 1
uniform float window_height; // pixels; OpenGL counts rows from the bottom, the field from the top
uniform vec2 origin;         // the field's top left corner in the window, pixels from the top left
uniform vec2 per_pixel;      // texture coordinates per pixel
uniform vec2 range;          // the value at the palette's low end, and 1 / (high - low)
uniform vec3 outside;        // what is beside the field
#if GS_WAY == 1
uniform vec2 per_cell;       // texture coordinates per cell
uniform vec2 slope_weights;  // of the differences to the right and downwards
uniform vec2 light;          // sine and cosine of its height
#elif GS_WAY == 2
uniform vec2 per_cell;
uniform float spacing;
#elif GS_WAY == 3
uniform vec2 range_u;        // as `range`
#endif
out vec4 colour;

float value_at(vec2 at) {
#if GS_CHANNEL == 0
    return texture(plane_u, at).r;
#elif GS_CHANNEL == 1
    return texture(plane_v, at).r;
#elif GS_CHANNEL == 2
    return texture(plane_u, at).r - texture(plane_v, at).r;
#else
    return texture(plane_derived, at).r;
#endif
}

#if GS_WAY == 1
float second_byte(vec2 at, float value) {
    // Beyond the outermost middles of cells the value stays the same, and so does the slope.
    at = clamp(at, 0.5 * per_cell, 1.0 - 0.5 * per_cell);
    vec2 right = vec2(per_cell.x, 0.0), below = vec2(0.0, per_cell.y);
    float slope = dot(slope_weights, vec2(value_at(at + right) - value_at(at - right),
                                          value_at(at + below) - value_at(at - below)));
    float lit = (light.x - slope * light.y) / (sqrt(1.0 + slope * slope) * light.x);
    return floor(128.0 * (0.2 + 0.8 * clamp(lit, 0.0, 2.0)) + 0.5);
}
#elif GS_WAY == 2
float second_byte(vec2 at, float value) {
    float place = value / spacing;
    vec2 to = abs(vec2(value_at(at + vec2(per_pixel.x, 0.0)), value_at(at + vec2(0.0, per_pixel.y))) / spacing - place);
    float slope = 0.96 * max(to.x, to.y) + 0.4 * min(to.x, to.y);  // lines per pixel
    float off = abs(place - floor(place + 0.5));
    float per_line = 1.0 / max(slope, 0.000001);
    float cover = clamp(1.15 - off * per_line, 0.0, 1.0);
    float steep = slope * per_cell.x / per_pixel.x / 0.05;
    float fade = min(min(steep * steep, 0.4 * per_line), 1.0);
    return floor(cover * fade * 255.0 + 0.5);
}
#elif GS_WAY == 3
float second_byte(vec2 at, float value) {
    return floor(clamp((texture(plane_u, at).r - range_u.x) * range_u.y, 0.0, 1.0) * 255.0 + 0.5);
}
#endif

void main() {
    vec2 at = (vec2(gl_FragCoord.x, window_height - gl_FragCoord.y) - origin) * per_pixel;
    float value = value_at(at);
    float level = clamp((value - range.x) * range.y, 0.0, 1.0);
    vec3 shown = texelFetch(palette, ivec2(int(level * 255.0 + 0.5), 0), 0).rgb;
#if GS_WAY != 0
    shown = toned(shown, floor(level * 255.0 + 0.5), second_byte(at, value));
#endif
    bool inside = at == clamp(at, 0.0, 1.0);
    colour = vec4(inside ? shown : outside, 1.0);
}
