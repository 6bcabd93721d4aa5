// One plane or the difference of both, through the palette. GS_CHANNEL (0: u, 1: v, 2: u - v) is set when the
// program is compiled: a software renderer would run every branch for every pixel.
uniform sampler2D plane_u;
uniform sampler2D plane_v;
uniform sampler2D palette;   // 256 x 1
uniform float window_height; // pixels; OpenGL counts rows from the bottom, the field from the top
uniform vec2 origin;         // the field's top left corner in the window, pixels from the top left
uniform vec2 per_pixel;      // texture coordinates per pixel
uniform vec2 range;          // the value at the palette's low end, and 1 / (high - low)
uniform vec3 outside;        // what is beside the field
out vec4 colour;

void main() {
    vec2 at = (vec2(gl_FragCoord.x, window_height - gl_FragCoord.y) - origin) * per_pixel;
#if GS_CHANNEL == 0
    float value = texture(plane_u, at).r;
#elif GS_CHANNEL == 1
    float value = texture(plane_v, at).r;
#else
    float value = texture(plane_u, at).r - texture(plane_v, at).r;
#endif
    float level = clamp((value - range.x) * range.y, 0.0, 1.0);
    vec3 shown = texelFetch(palette, ivec2(int(level * 255.0 + 0.5), 0), 0).rgb;
    bool inside = at == clamp(at, 0.0, 1.0);
    colour = vec4(inside ? shown : outside, 1.0);
}
