// Levels of the palette, painted by the CPU for each pixel of the window (app/render/painter.h); of a way of
// colouring other than plain, with a second number (tones.glsl).
uniform usampler2D levels;
uniform sampler2D palette;  // 256 x 1
out vec4 colour;

void main() {
    uvec2 painted = texelFetch(levels, ivec2(gl_FragCoord.xy), 0).rg;
    vec3 shown = texelFetch(palette, ivec2(painted.r, 0), 0).rgb;
    colour = vec4(toned(shown, float(painted.r), float(painted.g)), 1.0);
}
