// Seconds for measuring: they say how long something took, never what is true of a zone.
#pragma once

#include <ctime>

namespace zoneproof {

inline double seconds_of(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// CPU time of the calling thread.
inline double thread_seconds() {
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}
/// CPU time of the whole process, all threads.
inline double process_seconds() {
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}
/// Time that passed, from some moment on.
inline double wall_seconds() {
    return seconds_of(CLOCK_MONOTONIC);
}

}  // namespace zoneproof
