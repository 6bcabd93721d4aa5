#include "tests/gpu/egl_context.h"

#include <dlfcn.h>
#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <utility>

namespace gs::test {

namespace {

// The parts of EGL/egl.h and EGL/eglext.h that are used here.
using Boolean = unsigned;
using Int = std::int32_t;
using Attribute = std::intptr_t;
using Procedure = void (*)();

constexpr Int kNone = 0x3038, kHeight = 0x3056, kWidth = 0x3057;
constexpr Int kSurfaceType = 0x3033, kPbufferBit = 1, kRenderableType = 0x3040, kOpenGlBit = 8;
constexpr Int kBlueSize = 0x3022, kGreenSize = 0x3023, kRedSize = 0x3024;
constexpr Int kMajorVersion = 0x3098, kMinorVersion = 0x30FB, kProfileMask = 0x30FD, kCoreProfile = 1;
constexpr unsigned kOpenGlApi = 0x30A2, kPlatformDevice = 0x313F;
constexpr Int kCudaDevice = 0x323A;

/// EGL's functions; if one is missing, `loaded` names it.
struct Egl {
    Procedure (*get_procedure)(const char*) = nullptr;
    Int (*get_error)() = nullptr;
    Boolean (*initialize)(void*, Int*, Int*) = nullptr;
    Boolean (*terminate)(void*) = nullptr;
    Boolean (*bind_api)(unsigned) = nullptr;
    Boolean (*choose_config)(void*, const Int*, void**, Int, Int*) = nullptr;
    void* (*create_pbuffer)(void*, void*, const Int*) = nullptr;
    void* (*create_context)(void*, void*, void*, const Int*) = nullptr;
    Boolean (*make_current)(void*, void*, void*, void*) = nullptr;
    Boolean (*destroy_surface)(void*, void*) = nullptr;
    Boolean (*destroy_context)(void*, void*) = nullptr;
    Boolean (*query_devices)(Int, void**, Int*) = nullptr;
    Boolean (*query_device_attribute)(void*, Int, Attribute*) = nullptr;
    void* (*get_platform_display)(unsigned, void*, const Int*) = nullptr;
    Status loaded;

    Egl() {
        void* const library = dlopen("libEGL.so.1", RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) {
            loaded = Status::failure(fmt::format("no EGL: {}", dlerror()));
            return;
        }
        const auto take = [&](auto& function, const char* name) {
            void* found = dlsym(library, name);
            if (found == nullptr && get_procedure != nullptr)
                found = reinterpret_cast<void*>(get_procedure(name));
            if (found == nullptr && loaded)
                loaded = Status::failure(fmt::format("libEGL.so.1 has no {}: it finds no driver", name));
            function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
        };
        take(get_procedure, "eglGetProcAddress");
        take(get_error, "eglGetError");
        take(initialize, "eglInitialize");
        take(terminate, "eglTerminate");
        take(bind_api, "eglBindAPI");
        take(choose_config, "eglChooseConfig");
        take(create_pbuffer, "eglCreatePbufferSurface");
        take(create_context, "eglCreateContext");
        take(make_current, "eglMakeCurrent");
        take(destroy_surface, "eglDestroySurface");
        take(destroy_context, "eglDestroyContext");
        take(query_devices, "eglQueryDevicesEXT");
        take(query_device_attribute, "eglQueryDeviceAttribEXT");
        take(get_platform_display, "eglGetPlatformDisplayEXT");
    }
};

/// Stays loaded: unloading a driver's EGL while CUDA is in use is not safe.
const Egl& egl() {
    static const Egl functions;
    return functions;
}

/// CUDA's number of an EGL device, or -1.
int cuda_number(void* device) {
    Attribute number = -1;
    return egl().query_device_attribute(device, kCudaDevice, &number) != 0 ? static_cast<int>(number) : -1;
}

/// The EGL devices, with the one that CUDA numbers `cuda_device` first.
std::vector<void*> devices(int cuda_device) {
    std::array<void*, 32> all{};
    Int count = 0;
    if (egl().query_devices(static_cast<Int>(all.size()), all.data(), &count) == 0) return {};
    std::vector<void*> sorted(all.begin(), all.begin() + count);
    for (std::size_t i = 0; i < sorted.size(); ++i)
        if (cuda_device >= 0 && cuda_number(sorted[i]) == cuda_device) {
            std::swap(sorted[0], sorted[i]);
            break;
        }
    return sorted;
}

Status refusal(const char* what) {
    return Status::failure(fmt::format("EGL refuses {} (error {:#x})", what, egl().get_error()));
}

}  // namespace

Status EglContext::make(int cuda_device, std::unique_ptr<EglContext>& made) {
    if (!egl().loaded) return egl().loaded;
    Status last = Status::failure("EGL knows no device that draws");
    for (void* const device : devices(cuda_device)) {
        std::unique_ptr<EglContext> context(new EglContext);
        last = context->open(device);
        if (!last) continue;
        context->on_cuda_device_ = cuda_device >= 0 && cuda_number(device) == cuda_device;
        made = std::move(context);
        break;
    }
    return last;
}

Status EglContext::open(void* egl_device) {
    void* const display = egl().get_platform_display(kPlatformDevice, egl_device, nullptr);
    if (display == nullptr || egl().initialize(display, nullptr, nullptr) == 0) return refusal("a display");
    display_ = display;
    if (egl().bind_api(kOpenGlApi) == 0) return refusal("OpenGL");
    constexpr std::array<Int, 11> kConfig{kSurfaceType, kPbufferBit, kRenderableType, kOpenGlBit, kRedSize, 8,
                                          kGreenSize,   8,           kBlueSize,       8,          kNone};
    void* config = nullptr;
    Int count = 0;
    if (egl().choose_config(display_, kConfig.data(), &config, 1, &count) == 0 || count == 0)
        return refusal("a surface that OpenGL draws");
    constexpr std::array<Int, 5> kOnePixel{kWidth, 1, kHeight, 1, kNone};
    surface_ = egl().create_pbuffer(display_, config, kOnePixel.data());
    if (surface_ == nullptr) return refusal("a surface of one pixel");
    constexpr std::array<Int, 7> kVersion{kMajorVersion, 3,    kMinorVersion, 3, kProfileMask,
                                          kCoreProfile,  kNone};
    context_ = egl().create_context(display_, config, nullptr, kVersion.data());
    if (context_ == nullptr) return refusal("OpenGL 3.3 core");
    if (egl().make_current(display_, surface_, surface_, context_) == 0) return refusal("the context");
    return gl::load(egl().get_procedure, device_);
}

EglContext::~EglContext() {
    if (display_ == nullptr) return;
    egl().make_current(display_, nullptr, nullptr, nullptr);
    if (context_ != nullptr) egl().destroy_context(display_, context_);
    if (surface_ != nullptr) egl().destroy_surface(display_, surface_);
    egl().terminate(display_);
}

}  // namespace gs::test
