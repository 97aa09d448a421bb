/* fixedclock: loaded with LD_PRELOAD, moves the wall clock of a program so that it starts at
 * ZONEPROOF_CLOCK (seconds since 1970) and runs on from there. Monotonic clocks stay as they are.
 *
 * Nothing is allocated, locked or looked up: programs linked with jemalloc read the clock before
 * any of that works. The kernel is asked directly, since the C library's own functions are those
 * that are replaced here. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static struct timespec real(clockid_t clock) {
    struct timespec now = {0, 0};
    syscall(SYS_clock_gettime, clock, &now);
    return now;
}

/* Kept from the first call on. Threads that race for it write the same but for a second, before
 * main. */
static time_t shift(void) {
    static _Atomic long kept;
    static _Atomic int known;
    if (!known) {
        const char *start = getenv("ZONEPROOF_CLOCK");
        kept = start ? atoll(start) - real(CLOCK_REALTIME).tv_sec : 0;
        known = 1;
    }
    return kept;
}

__attribute__((constructor)) static void begin(void) { shift(); }

static struct timespec moved(clockid_t clock) {
    struct timespec now = real(clock);
    now.tv_sec += shift();
    return now;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_TAI)
        return (int)syscall(SYS_clock_gettime, clock, now);
    *now = moved(clock);
    return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    const struct timespec moment = moved(CLOCK_REALTIME);
    (void)zone;
    *now = (struct timeval){moment.tv_sec, moment.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *now) {
    const time_t moment = moved(CLOCK_REALTIME).tv_sec;
    if (now) *now = moment;
    return moment;
}

int timespec_get(struct timespec *now, int base) {
    if (base != TIME_UTC) return 0;
    *now = moved(CLOCK_REALTIME);
    return base;
}
