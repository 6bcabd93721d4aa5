#include "app/render/transfer.h"

#include <chrono>

namespace gs {

Status Transfer::show(FieldTextures& textures, const Frame& frame, PlaneSet wanted) {
    if (frame.rows != textures.rows() || frame.cols != textures.cols()) {
        if (Status s = textures.resize(frame.rows, frame.cols); !s) return s;
        retry_device_frames();
    }
    if (frame.device) return show_device(textures, frame);
    have_ = {};
    show_more(textures, frame, wanted);
    path_ = Path::PixelBuffers;
    return {};
}

void Transfer::show_more(FieldTextures& textures, const Frame& frame, PlaneSet wanted) {
    const bool u = wanted.u && !have_.u && frame.planes.u, v = wanted.v && !have_.v && frame.planes.v;
    const bool derived = wanted.derived && !have_.derived && frame.planes.derived;
    if ((!u && !v && !derived) || frame.rows != textures.rows() || frame.cols != textures.cols()) return;
    const auto start = std::chrono::steady_clock::now();
    timer_.begin();
    textures.upload(u ? frame.u.data() : nullptr, v ? frame.v.data() : nullptr,
                    derived ? frame.derived.data() : nullptr);
    timer_.end();
    const double took =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    upload_ms_ += 0.1 * (took - upload_ms_);
    have_ = have_.with({u, v, derived});
}

Status Transfer::show_device(FieldTextures& textures, const Frame& frame) {
    if (!device_frames()) return device_frames();
    std::shared_ptr<Interop> interop = interop_.lock();
    if (!interop) {
        now_ = Interop::make(textures.u(), textures.v(), frame.rows, frame.cols, interop);
        if (!now_) return now_;
        textures.keep_registered(interop);
        interop_ = interop;
    }
    now_ = interop->present(*frame.device);
    if (!now_) {
        textures.keep_registered(nullptr);
        return now_;
    }
    have_ = frame.planes;
    path_ = Path::Interop;
    return {};
}

double Transfer::device_ms() const {
    const std::shared_ptr<Interop> interop = interop_.lock();
    return path_ == Path::Interop && interop ? interop->last_ms() : timer_.ms();
}

}  // namespace gs
