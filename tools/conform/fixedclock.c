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

static const long second = 1000000000;

static struct timespec real(clockid_t clock) {
    struct timespec now = {0, 0};
    syscall(SYS_clock_gettime, clock, &now);
    return now;
}

/* What is added, kept from the first call on: the clock begins with a whole second, so that a
 * program has all of it. Threads that race for it write the same but for an instant, before main. */
static struct timespec shift(void) {
    static _Atomic long seconds, nanoseconds;
    static _Atomic int known;
    if (!known) {
        const char *start = getenv("ZONEPROOF_CLOCK");
        const struct timespec now = real(CLOCK_REALTIME);
        if (start) {
            seconds = atoll(start) - now.tv_sec - (now.tv_nsec > 0);
            nanoseconds = now.tv_nsec > 0 ? second - now.tv_nsec : 0;
        }
        known = 1;
    }
    return (struct timespec){seconds, nanoseconds};
}

__attribute__((constructor)) static void begin(void) { shift(); }

/* The coarse clock stands still between ticks, up to 10 ms behind: read it after the start was taken
 * from the fine one, and the program finds itself in the second before its first. */
static struct timespec moved(clockid_t clock) {
    const clockid_t source = clock == CLOCK_REALTIME_COARSE ? CLOCK_REALTIME : clock;
    const struct timespec now = real(source), more = shift();
    const long nanoseconds = now.tv_nsec + more.tv_nsec;
    return (struct timespec){now.tv_sec + more.tv_sec + nanoseconds / second, nanoseconds % second};
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
