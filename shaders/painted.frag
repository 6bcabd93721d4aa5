// Levels of the palette, painted by the CPU for each pixel of the window (app/render/painter.h).
uniform usampler2D levels;
uniform sampler2D palette;  // 256 x 1
out vec4 colour;

void main() {
    uint level = texelFetch(levels, ivec2(gl_FragCoord.xy), 0).r;
    colour = vec4(texelFetch(palette, ivec2(level, 0), 0).rgb, 1.0);
}
