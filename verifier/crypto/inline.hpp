// How the arithmetic of lanes is compiled: into the loops that use it, for there it decides about
// speed. What sanitizers add to it there would take a compiler minutes, and their builds are not
// for speed: in them only the single steps of a machine are inlined.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ZONEPROOF_SANITIZED
#elif defined(__clang__)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer) || __has_feature(undefined_behavior_sanitizer)
#define ZONEPROOF_SANITIZED
#endif
#endif

// A calculation is over arrays of fixed size without a branch or an index that depends on data: no
// address is to be checked there, and no coverage to be gained. Overflow and shifts are checked.
#if defined(__clang__)
#define ZONEPROOF_CHECKS __attribute__((no_sanitize("coverage", "address", "null", "alignment")))
#else
#define ZONEPROOF_CHECKS
#endif

#define ZONEPROOF_STEP ZONEPROOF_CHECKS __attribute__((always_inline)) inline
#define ZONEPROOF_OUT_OF_LINE ZONEPROOF_CHECKS __attribute__((noinline))
#if defined(ZONEPROOF_SANITIZED)
#define ZONEPROOF_CALCULATION ZONEPROOF_CHECKS inline
#define ZONEPROOF_INLINE inline
#else
#define ZONEPROOF_CALCULATION ZONEPROOF_CHECKS __attribute__((always_inline)) inline
#define ZONEPROOF_INLINE __attribute__((always_inline)) inline
#endif
