#include "app/render/gpu_timer.h"

namespace gs {

GpuTimer::~GpuTimer() {
    if (queries_[0]) glDeleteQueries(static_cast<GLsizei>(queries_.size()), queries_.data());
}

void GpuTimer::begin() {
    if (!queries_[0]) glGenQueries(static_cast<GLsizei>(queries_.size()), queries_.data());
    while (answered_ < asked_) {
        const GLuint query = queries_[answered_ % queries_.size()];
        GLint there = 0;
        glGetQueryObjectiv(query, GL_QUERY_RESULT_AVAILABLE, &there);
        if (!there) break;
        GLuint64 nanoseconds = 0;
        glGetQueryObjectui64v(query, GL_QUERY_RESULT, &nanoseconds);
        const double now = static_cast<double>(nanoseconds) * 1e-6;
        ms_ = ms_ == 0 ? now : ms_ + 0.1 * (now - ms_);
        ++answered_;
    }
    running_ = asked_ - answered_ < queries_.size();
    if (running_) glBeginQuery(GL_TIME_ELAPSED, queries_[asked_ % queries_.size()]);
}

void GpuTimer::end() {
    if (!running_) return;
    glEndQuery(GL_TIME_ELAPSED);
    ++asked_;
    running_ = false;
}

}  // namespace gs
