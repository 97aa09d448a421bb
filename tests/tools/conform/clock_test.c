/* No clock of a program under the shim is before the second it was told to start with, nor much after.
 * The program starts itself again and again, since only the first instants of a process can be wrong. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int reads_its_first_second(void) {
    const time_t start = atoll(getenv("ZONEPROOF_CLOCK"));
    struct timespec coarse, fine, standard;
    struct timeval of_day;
    clock_gettime(CLOCK_REALTIME_COARSE, &coarse);
    clock_gettime(CLOCK_REALTIME, &fine);
    timespec_get(&standard, TIME_UTC);
    gettimeofday(&of_day, NULL);
    const time_t read[] = {coarse.tv_sec, fine.tv_sec, standard.tv_sec, of_day.tv_sec, time(NULL)};
    /* A minute is for a machine that has much else to do. */
    for (unsigned i = 0; i < sizeof read / sizeof *read; ++i)
        if (read[i] < start || read[i] > start + 60) return 0;
    return 1;
}

int main(int count, char **arguments) {
    if (count > 1) return reads_its_first_second() ? 0 : 1;
    for (int run = 0; run < 100; ++run) {
        const pid_t child = fork();
        if (child == 0) {
            execl("/proc/self/exe", arguments[0], "child", (char *)NULL);
            _exit(2);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
            printf("start %d: a clock is not in the second it was set to\n", run);
            return 1;
        }
    }
    return 0;
}
