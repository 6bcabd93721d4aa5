// NumPy files: what is read lies within the range, and a failure leaves the field alone.
#include "app/core/document/values.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    gs::Field field(1, 1, GS_F64);
    const gs::Status read = gs::read_npy(gs::fuzz::as_file("field.npy", data, size), field);
    if (!read) gs::fuzz::must(field.rows() == 1 && field.cols() == 1, "a failure leaves the field unchanged");
    if (!read) gs::fuzz::must(!read.why().empty(), "a failure has a sentence");
    if (read)
        gs::fuzz::must(gs::check_values(field, gs::kFieldValues).ok(), "all values lie within the range");
    return 0;
}
