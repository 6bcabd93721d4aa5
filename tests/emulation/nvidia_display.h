// A display that is drawn in software but passes for an NVIDIA GPU's.
#pragma once

#include <glad/gl.h>

namespace gs::test {

/// Makes OpenGL name NVIDIA as its vendor from now on; to be called after its functions were
/// loaded.
inline void pass_for_nvidia() {
    static PFNGLGETSTRINGPROC real = nullptr;
    if (real != nullptr) return;
    real = glad_glGetString;
    glad_glGetString = [](GLenum what) {
        static const GLubyte vendor[] = "NVIDIA Corporation";
        return what == GL_VENDOR ? vendor : real(what);
    };
}

}  // namespace gs::test
