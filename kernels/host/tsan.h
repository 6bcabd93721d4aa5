// What ThreadSanitizer can't see: libraries that are not compiled with it (libgomp)
// synchronise their threads by means that it does not know. These two lines tell it; in all
// other builds they are nothing.
#pragma once

#if defined(GS_SANITIZE_thread)
#include <sanitizer/tsan_interface.h>
#define GS_HAPPENS_BEFORE(address) __tsan_release(address)
#define GS_HAPPENS_AFTER(address) __tsan_acquire(address)
#define GS_NO_TSAN __attribute__((noinline, no_sanitize_thread))
#else
#define GS_HAPPENS_BEFORE(address) static_cast<void>(address)
#define GS_HAPPENS_AFTER(address) static_cast<void>(address)
#define GS_NO_TSAN
#endif
