#include "app/render/transfer.h"

#include <chrono>

namespace gs {

Status Transfer::show(FieldTextures& textures, const Frame& frame, PlaneSet wanted) {
    if (frame.rows != textures.rows() || frame.cols != textures.cols()) {
        interop_.reset();  // before the textures that it is registered with
        if (Status s = textures.resize(frame.rows, frame.cols); !s) return s;
    }
    if (frame.device) return show_device(textures, frame);
    have_ = {};
    show_more(textures, frame, wanted);
    path_ = Path::PixelBuffers;
    return {};
}

void Transfer::show_more(FieldTextures& textures, const Frame& frame, PlaneSet wanted) {
    const bool u = wanted.u && !have_.u && frame.planes.u, v = wanted.v && !have_.v && frame.planes.v;
    if ((!u && !v) || frame.rows != textures.rows() || frame.cols != textures.cols()) return;
    const auto start = std::chrono::steady_clock::now();
    timer_.begin();
    textures.upload(u ? frame.u.data() : nullptr, v ? frame.v.data() : nullptr);
    timer_.end();
    const double took =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    upload_ms_ += 0.1 * (took - upload_ms_);
    have_ = have_.with({u, v});
}

Status Transfer::show_device(FieldTextures& textures, const Frame& frame) {
    if (!interop_ || registered_ != textures.u()) {
        interop_ = Interop::make(textures.u(), textures.v(), frame.rows, frame.cols, why_no_interop_);
        registered_ = textures.u();
        if (!interop_) return Status::failure(why_no_interop_);
        why_no_interop_.clear();
    }
    if (Status s = interop_->present(*frame.device); !s) {
        interop_.reset();
        why_no_interop_ = s.why();
        return s;
    }
    have_ = {true, true};
    path_ = Path::Interop;
    return {};
}

double Transfer::device_ms() const {
    return path_ == Path::Interop && interop_ ? interop_->last_ms() : timer_.ms();
}

}  // namespace gs
