// What oneTBB promises, told to the thread sanitizer: a task begins after all that was done before
// the loop, and ends before what is done after it. Distributions build oneTBB without the
// sanitizer, which then sees none of its synchronisation and takes every result for a race.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define ZONEPROOF_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ZONEPROOF_TSAN 1
#endif
#endif

#if defined(ZONEPROOF_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

namespace zoneproof {

#if defined(ZONEPROOF_TSAN)
inline constexpr bool thread_sanitizer = true;
inline void hand_over(const void* object) {
    __tsan_release(const_cast<void*>(object));
}
inline void take_over(const void* object) {
    __tsan_acquire(const_cast<void*>(object));
}
#else
inline constexpr bool thread_sanitizer = false;
inline void hand_over(const void*) {}
inline void take_over(const void*) {}
#endif

/// For the time of a task: what tasks of the same object did before is seen, what this one does is
/// seen by those after it.
class Turn {
public:
    explicit Turn(const void* object) : object_(object) { take_over(object_); }
    ~Turn() { hand_over(object_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    const void* object_;
};

}  // namespace zoneproof
