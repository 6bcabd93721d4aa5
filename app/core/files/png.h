// Pictures of a field, and their files.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/files/png_text.h"
#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

/// 8-bit RGB, row 0 at the top, no padding.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

/// One pixel per cell in the document's palette, channel and range, as the window's shader shows
/// it.
Picture coloured(const Field& field, const Document& document);

/// Encoders for the table of formats: each puts the picture's file into an empty `file`. False if
/// the encoder failed.
/// The same picture gives the same bytes. PNG: with a table of colours if there are at most 256
/// (png_encode.cpp).
bool encode_png(const Picture& picture, std::vector<char>& file);
bool encode_jpeg(const Picture& picture, std::vector<char>& file);
bool encode_bmp(const Picture& picture, std::vector<char>& file);
bool encode_tga(const Picture& picture, std::vector<char>& file);
bool encode_ppm(const Picture& picture, std::vector<char>& file);

/// Puts a PNG of 16 bits per pixel, 0 is black, into an empty `file`. values: rows of `width`, row
/// 0 at the top. False if the encoder failed.
bool encode_grey16(int width, int height, std::span<const std::uint16_t> values, std::vector<char>& file);

/// Writes a picture in the format that its name's ending says (formats.h), whole or not at all.
/// Fails with a sentence for an unknown ending and for a picture that is too large for the format.
/// facts: only PNG can hold them.
Status write_picture(const std::string& path, const Picture& picture, const PictureFacts& facts = {});

}  // namespace gs
