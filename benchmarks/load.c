/* load: many readers of one server on the loopback, who keep their connections.
 *
 *   cc -O2 -o load load.c
 *   ./load -p PORT [-c CONNECTIONS] [-s SECONDS] [-r RATE] [-o FOLDER] REQUEST ...
 *
 *   -c  so many connections, each with one request on its way at a time
 *   -s  for so long
 *   -r  so many requests a second by all; 0, as by default: as many as are answered
 *   -o  write each answer that differs from all others into the folder, as NUMBER.head
 *       and NUMBER.body, and what came when into `answers`: lines of a request's
 *       number, an answer's, and when it was asked and answered in microseconds
 *   REQUEST  a file with the text of a request; the connections take them in turn
 *
 * At the end it writes one line: requests, those that failed, octets, seconds, and the
 * microseconds in which half, 99 of 100, and all were answered. With a rate the time
 * counts from the moment at which the request was due, so that a server that stands
 * still is not asked less. One thread; it understands Content-Length and nothing else.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 20, MOST = 4096, EVENTS = 256, ANSWERS = 65536 };

typedef struct {
    int socket, is_asking;
    long request;
    uint64_t due, asked;
    size_t held;
    char *input;
} Connection;

/* one line of what came when */
typedef struct {
    int request, answer;
    uint64_t asked, answered;
} Event;

static Connection connections[MOST];
static char *requests[MOST];
static size_t lengths[MOST];
static long request_count, next_request, answered, failed, event_count, event_room;
static uint64_t hashes[ANSWERS], octets;
static long answer_count, time_count, time_room;
static uint32_t *times;
static Event *events;
static const char *folder;
static int poller, port;

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void connect_one(Connection *c) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->socket < 0 || connect(c->socket, (struct sockaddr *)&to, sizeof to)) {
        die("connect");
    }
    int on = 1;
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(c->socket, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poller, EPOLL_CTL_ADD, c->socket, &event);
    c->held = 0;
    c->is_asking = 0;
}

static void lose(Connection *c) {
    failed++;
    close(c->socket);
    connect_one(c);
}

static void ask(Connection *c, uint64_t due) {
    c->request = next_request++ % request_count;
    c->due = due;
    c->asked = now();
    c->is_asking = 1;
    c->held = 0;
    const char *text = requests[c->request];
    ssize_t sent = send(c->socket, text, lengths[c->request], MSG_NOSIGNAL);
    if (sent != (ssize_t)lengths[c->request]) {
        lose(c);
    }
}

static uint64_t hash_of(const char *data, size_t length, uint64_t hash) {
    for (; length >= 8; data += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, data, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    for (; length; data++, length--) {
        hash = (hash ^ (unsigned char)*data) * 0x100000001B3u;
    }
    return hash;
}

static void keep(long number, const char *ending, const char *data, size_t length) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%ld.%s", folder, number, ending);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, length, file) != length || fclose(file)) {
        die(path);
    }
}

/* the number of this answer among those that differ; the date does not count */
static int number_of(const char *head, size_t head_length, size_t body_length) {
    const char *tag = memmem(head, head_length, "\r\netag:", 7);
    if (!tag) {
        tag = memmem(head, head_length, "\r\nETag:", 7);
    }
    const char *end = tag ? memmem(tag + 2, 200, "\r\n", 2) : NULL;
    uint64_t hash = hash_of(head + head_length, body_length, body_length);
    hash = hash_of(head, 12, hash);
    if (end) {
        hash = hash_of(tag, (size_t)(end - tag), hash);
    }
    for (long n = answer_count - 1; n >= 0; n--) {
        if (hashes[n] == hash) {
            return (int)n;
        }
    }
    if (answer_count == ANSWERS) {
        die("too many answers that differ");
    }
    keep(answer_count, "head", head, head_length);
    keep(answer_count, "body", head + head_length, body_length);
    hashes[answer_count] = hash;
    return (int)answer_count++;
}

static void note(Connection *c, size_t head_length, size_t body_length) {
    uint64_t moment = now();
    if (time_count == time_room) {
        time_room = time_room ? 2 * time_room : 1 << 20;
        times = realloc(times, (size_t)time_room * sizeof *times);
    }
    times[time_count++] = (uint32_t)(moment - c->due);
    answered++;
    octets += head_length + body_length;
    if (!folder) {
        return;
    }
    if (event_count == event_room) {
        event_room = event_room ? 2 * event_room : 1 << 20;
        events = realloc(events, (size_t)event_room * sizeof *events);
    }
    int number = number_of(c->input, head_length, body_length);
    events[event_count++] = (Event){(int)c->request, number, c->asked, moment};
}

/* octets of the body that the head promises; -1 for a head that is none of ours */
static long promised(const char *head, size_t length) {
    if (length < 12 || memcmp(head, "HTTP/1.1 ", 9)) {
        return -1;
    }
    if (!memcmp(head + 9, "304", 3)) {
        return 0;
    }
    for (const char *at = head; (at = memmem(at, length - (size_t)(at - head), "\r\n", 2));) {
        at += 2;
        if (!strncasecmp(at, "content-length:", 15)) {
            return atol(at + 15);
        }
    }
    return -1;
}

/* whether an answer is whole */
static int take(Connection *c) {
    for (;;) {
        ssize_t got = recv(c->socket, c->input + c->held, ROOM - c->held, 0);
        if (got < 0 && errno == EAGAIN) {
            return 0;
        }
        if (got <= 0 || !c->is_asking) {
            lose(c);
            return 0;
        }
        c->held += (size_t)got;
        char *end = memmem(c->input, c->held, "\r\n\r\n", 4);
        if (!end) {
            continue;
        }
        size_t head = (size_t)(end + 4 - c->input);
        long body = promised(c->input, head);
        if (body < 0 || head + (size_t)body > ROOM) {
            lose(c);
            return 0;
        }
        if (c->held >= head + (size_t)body) {
            if (c->input[9] != '2' && c->input[9] != '3') {
                failed++;
            }
            note(c, head, (size_t)body);
            c->is_asking = 0;
            return 1;
        }
    }
}

static int by_size(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void read_request(const char *path) {
    static char text[1 << 16];
    FILE *file = fopen(path, "rb");
    if (!file || request_count == MOST) {
        die(path);
    }
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    requests[request_count] = memcpy(malloc(length), text, length);
    lengths[request_count++] = length;
}

static void run(int count, double seconds, double rate) {
    uint64_t began = now(), ends = began + (uint64_t)(seconds * 1e6);
    uint64_t asked = 0;
    int idle[MOST], idle_count = 0;
    for (int n = 0; n < count; n++) {
        idle[idle_count++] = n;
    }
    struct epoll_event found[EVENTS];
    for (uint64_t moment = began; moment < ends; moment = now()) {
        while (idle_count) {
            uint64_t due = rate ? began + (uint64_t)((double)asked * 1e6 / rate) : moment;
            if (due > moment) {
                break;
            }
            asked++;
            ask(&connections[idle[--idle_count]], due);
        }
        int timeout = rate && idle_count ? 1 : 100;
        int ready = epoll_wait(poller, found, EVENTS, timeout);
        for (int n = 0; n < ready; n++) {
            Connection *c = found[n].data.ptr;
            int was_asking = c->is_asking;
            if (take(c) || (was_asking && !c->is_asking)) {
                idle[idle_count++] = (int)(c - connections);
            }
        }
    }
}

static void tell(double seconds) {
    qsort(times, (size_t)time_count, sizeof *times, by_size);
    uint32_t half = 0, most = 0, last = 0;
    if (time_count) {
        half = times[time_count / 2];
        most = times[time_count * 99 / 100];
        last = times[time_count - 1];
    }
    printf("%ld %ld %llu %.6f %u %u %u\n", answered, failed,
           (unsigned long long)octets, seconds, half, most, last);
    if (!folder) {
        return;
    }
    char path[4096];
    snprintf(path, sizeof path, "%s/answers", folder);
    FILE *file = fopen(path, "w");
    for (long n = 0; file && n < event_count; n++) {
        fprintf(file, "%d %d %llu %llu\n", events[n].request, events[n].answer,
                (unsigned long long)events[n].asked,
                (unsigned long long)events[n].answered);
    }
    if (!file || fclose(file)) {
        die(path);
    }
}

int main(int argc, char **argv) {
    int option, count = 64;
    double seconds = 1, rate = 0;
    while ((option = getopt(argc, argv, "p:c:s:r:o:")) != -1) {
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'c': count = atoi(optarg); break;
        case 's': seconds = atof(optarg); break;
        case 'r': rate = atof(optarg); break;
        case 'o': folder = optarg; break;
        default: return 2;
        }
    }
    for (int n = optind; n < argc; n++) {
        read_request(argv[n]);
    }
    if (!request_count || count < 1 || count > MOST) {
        return 2;
    }
    poller = epoll_create1(EPOLL_CLOEXEC);
    for (int n = 0; n < count; n++) {
        connections[n].input = malloc(ROOM);
        connect_one(&connections[n]);
    }
    uint64_t began = now();
    run(count, seconds, rate);
    tell((double)(now() - began) / 1e6);
    return 0;
}
