#include "app/core/run/field_sample.h"

#include <algorithm>

namespace gs {

int sample_stride(int rows, int cols) {
    const auto sampled = [](int n, int stride) { return std::int64_t{(n + stride - 1) / stride}; };
    int stride = 1;
    while (sampled(rows, stride) * sampled(cols, stride) > kMostSampled) ++stride;
    return stride;
}

FieldSample sample_of(const Field& field, const std::vector<CellPlace>& places) {
    FieldSample sample;
    sample.rows = field.rows();
    sample.cols = field.cols();
    const int stride = sample.stride = sample_stride(field.rows(), field.cols());
    sample.sampled_rows = (field.rows() + stride - 1) / stride;
    sample.sampled_cols = (field.cols() + stride - 1) / stride;
    const auto count =
        static_cast<std::size_t>(sample.sampled_rows) * static_cast<std::size_t>(sample.sampled_cols);
    sample.u.reserve(count);
    sample.v.reserve(count);
    for (int r = 0; r < field.rows(); r += stride)
        for (int c = 0; c < field.cols(); c += stride) {
            sample.u.push_back(static_cast<float>(field.u(r, c)));
            sample.v.push_back(static_cast<float>(field.v(r, c)));
        }
    if (stride > 1) {
        const int rows = std::min(field.rows(), kSampledPart), cols = std::min(field.cols(), kSampledPart);
        sample.part = {(field.rows() - rows) / 2, (field.cols() - cols) / 2, rows, cols};
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < cols; ++c)
                sample.part_v.push_back(
                    static_cast<float>(field.v(sample.part.row + r, sample.part.col + c)));
    }
    for (const CellPlace& p : places) {
        if (p.row >= field.rows() || p.col >= field.cols()) continue;
        sample.places.push_back(p);
        sample.cells.push_back({field.u(p.row, p.col), field.v(p.row, p.col)});
    }
    return sample;
}

}  // namespace gs
