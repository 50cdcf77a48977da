/* sink: a relay on the loopback that costs next to nothing, and fails as it is told.
 *
 *   cc -O2 -o sink sink.c
 *   ./sink [-p PORT] [-d MICROSECONDS] [-D MICROSECONDS] [-n] [-l LOG]
 *          [-c COUNT] [-q COUNT] [-i COUNT] [-a COUNT]
 *
 *   -p  listen there; 0, as by default, takes any port
 *   -d  every answer waits so long: the way there and back
 *   -D  the answer to a whole message waits so long besides: the relay's own work
 *   -n  do not announce PIPELINING
 *   -l  write a line for each message taken: recipient, tab, Message-ID, tab, and
 *       `dropped` where the answer never goes out
 *   -c  after so many messages a connection is told 421, and ends
 *   -q  one whole message of so many is told 451
 *   -i  one message of so many: the connection breaks in the middle of it
 *   -a  one message of so many is taken, and the connection breaks before the answer
 *
 * A recipient whose name begins with `reject` is told 550. The first line on standard
 * output is the port; at SIGTERM the last one has what was taken, how many connections
 * were open at once, and the seconds from the first message taken to the last. One thread: it looks for line ends and final dots, and
 * looks at nothing else.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 18, WORD = 400, ANSWERS = 4096, WAITING = 64, EVENTS = 256 };

/* an answer that waits for its time */
typedef struct {
    uint64_t due;
    size_t length;
    int is_last;
    char *text;
} Waiting;

typedef struct Connection {
    int socket, in_data, in_header, has_sender, has_recipient, is_last, ends_message;
    long messages, place;
    size_t held, seen, said;
    unsigned first, count;
    char recipient[WORD], message_id[WORD], answers[ANSWERS], input[ROOM];
    Waiting waiting[WAITING];
} Connection;

static Connection *open_ones[1 << 16];
static long open_count, most_open, taken, deferred, broken, finished;
static long most_messages, defer_every, break_inside, break_after;
static uint64_t delay, work, first_taken, last_taken;
static int is_plain;
static FILE *taken_log;
static volatile sig_atomic_t is_stopping;

static void stop(int number) { (void)number; is_stopping = 1; }

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void hang_up(Connection *one) {
    for (; one->count; one->count--) free(one->waiting[one->first++ % WAITING].text);
    close(one->socket);
    open_ones[one->place] = open_ones[--open_count];
    open_ones[one->place]->place = one->place;
    free(one);
}

/* the kernel takes answers at once: they are short, and their reader waits for them */
static int give(Connection *one, const char *text, size_t length) {
    while (length) {
        ssize_t sent = send(one->socket, text, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) { usleep(100); continue; }
        if (sent <= 0) return 0;
        text += sent;
        length -= (size_t)sent;
    }
    return 1;
}

static void say(Connection *one, const char *text) {
    size_t length = strlen(text);
    if (one->said + length > ANSWERS) return;
    memcpy(one->answers + one->said, text, length);
    one->said += length;
}

/* what was said since the last time goes out, now or when it is due; 0: hang up */
static int flush(Connection *one) {
    uint64_t wait = delay + (one->ends_message ? work : 0);
    size_t length = one->said;
    one->ends_message = 0;
    one->said = 0;
    if (!length) return 1;
    if (!wait && !one->count) return give(one, one->answers, length) && !one->is_last;
    if (one->count == WAITING) return 0;
    uint64_t due = now() + wait;
    if (one->count) {
        Waiting *before = &one->waiting[(one->first + one->count - 1) % WAITING];
        if (before->due > due) due = before->due;
    }
    Waiting *next = &one->waiting[(one->first + one->count++) % WAITING];
    *next = (Waiting){due, length, one->is_last, malloc(length)};
    memcpy(next->text, one->answers, length);
    return 1;
}

static void word_in_brackets(const char *line, size_t length, char *word) {
    const char *start = memchr(line, '<', length);
    const char *end = start ? memchr(start, '>', length - (size_t)(start - line)) : 0;
    size_t size = end ? (size_t)(end - start - 1) : 0;
    if (size >= WORD) size = WORD - 1;
    if (size) memcpy(word, start + 1, size);
    word[size] = 0;
}

static int is(const char *line, size_t length, const char *verb) {
    return length >= 4 && !strncasecmp(line, verb, 4);
}

static void answer(Connection *one, const char *line, size_t length) {
    if (is(line, length, "EHLO")) {
        say(one, "250-sink\r\n");
        if (!is_plain) say(one, "250-PIPELINING\r\n");
        say(one, "250-SIZE 52428800\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n");
    } else if (is(line, length, "HELO")) {
        say(one, "250 sink\r\n");
    } else if (is(line, length, "MAIL")) {
        if (most_messages && one->messages >= most_messages) {
            say(one, "421 4.7.0 enough for one connection\r\n");
            one->is_last = 1;
            return;
        }
        say(one, one->has_sender ? "503 5.5.1 twice\r\n" : "250 2.1.0 ok\r\n");
        one->has_sender = 1;
        one->has_recipient = 0;
    } else if (is(line, length, "RCPT")) {
        word_in_brackets(line, length, one->recipient);
        if (!one->has_sender) say(one, "503 5.5.1 MAIL first\r\n");
        else if (!strncmp(one->recipient, "reject", 6)) say(one, "550 5.1.1 no such user\r\n");
        else { one->has_recipient = 1; say(one, "250 2.1.5 ok\r\n"); }
    } else if (is(line, length, "DATA")) {
        if (!one->has_recipient) { say(one, "554 5.5.1 no recipient\r\n"); return; }
        one->in_data = one->in_header = 1;
        one->seen = 0;
        one->message_id[0] = 0;
        say(one, "354 go on\r\n");
    } else if (is(line, length, "RSET")) {
        one->has_sender = one->has_recipient = 0;
        say(one, "250 2.0.0 ok\r\n");
    } else if (is(line, length, "NOOP")) {
        say(one, "250 2.0.0 ok\r\n");
    } else if (is(line, length, "QUIT")) {
        say(one, "221 2.0.0 bye\r\n");
        one->is_last = 1;
    } else {
        say(one, "500 5.5.2 what?\r\n");
    }
}

/* the Message-ID, once all of the header is here; it costs nothing without a log */
static void look_at_header(Connection *one) {
    char *end = memmem(one->input, one->held, "\r\n\r\n", 4);
    if (!end) return;
    one->in_header = 0;
    for (char *line = one->input; line && line < end;) {
        size_t left = (size_t)(end - line);
        if (left > 11 && !strncasecmp(line, "Message-ID:", 11)) {
            word_in_brackets(line, left, one->message_id);
            return;
        }
        line = memchr(line, '\n', left);
        if (line) line++;
    }
}

static int is_due(long every, long number) { return every && number % every == 0; }

/* 0: the connection breaks */
static int take(Connection *one) {
    one->in_data = one->has_sender = one->has_recipient = 0;
    one->messages++;
    one->ends_message = 1;
    finished++;
    if (is_due(break_inside, finished)) { broken++; return 0; }
    if (is_due(defer_every, finished)) {
        deferred++;
        say(one, "451 4.3.0 not now\r\n");
        return 1;
    }
    taken++;
    last_taken = now();
    if (!first_taken) first_taken = last_taken;
    int is_dropped = is_due(break_after, finished);
    if (taken_log)
        fprintf(taken_log, "%s\t%s\t%s\n", one->recipient, one->message_id,
                is_dropped ? "dropped" : "");
    if (is_dropped) { broken++; return 0; }
    say(one, "250 2.0.0 taken\r\n");
    return 1;
}

static void drop_first(Connection *one, size_t length) {
    memmove(one->input, one->input + length, one->held - length);
    one->held -= length;
}

/* all that is whole of what came; 0: hang up */
static int go_on(Connection *one) {
    size_t at = 0;
    for (;;) {
        if (!one->in_data) {
            char *line = one->input + at;
            char *end = memchr(line, '\n', one->held - at);
            if (!end) break;
            answer(one, line, (size_t)(end - line));
            at = (size_t)(end - one->input) + 1;
            continue;
        }
        if (at) { drop_first(one, at); at = 0; }
        if (taken_log && one->in_header) look_at_header(one);
        /* a message without a word: its dot follows the line of DATA */
        if (!one->seen && one->held >= 3 && !memcmp(one->input, ".\r\n", 3)) {
            at = 3;
            if (!take(one)) return 0;
            continue;
        }
        size_t from = one->seen > 4 ? one->seen - 4 : 0;
        char *end = memmem(one->input + from, one->held - from, "\r\n.\r\n", 5);
        if (!end) {
            one->seen = one->held;
            if (one->held > ROOM / 2 && !one->in_header) {
                drop_first(one, one->held - 8);
                one->seen = 8;
            }
            break;
        }
        at = (size_t)(end - one->input) + 5;
        if (!take(one)) return 0;
    }
    if (at) drop_first(one, at);
    return one->held < ROOM && flush(one);
}

static int hear(Connection *one) {
    ssize_t got = recv(one->socket, one->input + one->held, ROOM - one->held, 0);
    if (got < 0 && errno == EAGAIN) return 1;
    if (got <= 0) return 0;
    one->held += (size_t)got;
    return go_on(one);
}

static int greet(int poll, int socket) {
    Connection *one = malloc(sizeof *one);
    int yes = 1;
    memset(one, 0, offsetof(Connection, recipient));
    one->socket = socket;
    one->place = open_count;
    open_ones[open_count++] = one;
    if (open_count > most_open) most_open = open_count;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = one};
    epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    say(one, "220 sink ESMTP\r\n");
    return flush(one);
}

/* send what is due; the nanoseconds until the next is, -1 where nothing waits */
static int64_t send_due(void) {
    uint64_t time = now(), next = 0;
    for (long place = open_count - 1; place >= 0; place--) {
        Connection *one = open_ones[place];
        while (one->count) {
            Waiting *first = &one->waiting[one->first % WAITING];
            if (first->due > time) {
                if (!next || first->due < next) next = first->due;
                break;
            }
            int goes_on = give(one, first->text, first->length) && !first->is_last;
            free(first->text);
            one->first++;
            one->count--;
            if (!goes_on) { hang_up(one); break; }
        }
    }
    return next ? (int64_t)(next - time) : -1;
}

static int listen_at(int port) {
    int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    struct sockaddr_in place = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(socket_, (void *)&place, size) || listen(socket_, 1024)) {
        perror("sink");
        exit(1);
    }
    getsockname(socket_, (void *)&place, &size);
    printf("%d\n", ntohs(place.sin_port));
    fflush(stdout);
    return socket_;
}

int main(int count, char **words) {
    int port = 0, option;
    while ((option = getopt(count, words, "p:d:D:nl:c:q:i:a:")) != -1) {
        long number = optarg ? atol(optarg) : 0;
        switch (option) {
        case 'p': port = (int)number; break;
        case 'd': delay = (uint64_t)number * 1000; break;
        case 'D': work = (uint64_t)number * 1000; break;
        case 'n': is_plain = 1; break;
        case 'l': taken_log = fopen(optarg, "a"); break;
        case 'c': most_messages = number; break;
        case 'q': defer_every = number; break;
        case 'i': break_inside = number; break;
        case 'a': break_after = number; break;
        default: return 2;
        }
    }
    /* whoever reads it meanwhile sees each line at once */
    if (taken_log) setvbuf(taken_log, 0, _IOLBF, 0);
    struct sigaction on_end = {.sa_handler = stop};
    sigaction(SIGTERM, &on_end, 0);
    sigaction(SIGINT, &on_end, 0);
    int door = listen_at(port), poll = epoll_create1(0);
    struct epoll_event events[EVENTS], event = {.events = EPOLLIN, .data.ptr = 0};
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &event);
    while (!is_stopping) {
        int64_t wait = send_due();
        struct timespec time = {wait / 1000000000, wait % 1000000000};
        int ready = epoll_pwait2(poll, events, EVENTS, wait < 0 ? 0 : &time, 0);
        for (int place = 0; place < ready; place++) {
            Connection *one = events[place].data.ptr;
            if (one) {
                if (!hear(one)) hang_up(one);
                continue;
            }
            int socket_;
            while ((socket_ = accept4(door, 0, 0, SOCK_NONBLOCK)) >= 0)
                greet(poll, socket_);
        }
    }
    if (taken_log) fclose(taken_log);
    printf("%ld taken, %ld deferred, %ld broken, %ld open at most, %.3f seconds\n", taken,
           deferred, broken, most_open, (double)(last_taken - first_taken) / 1e9);
    return 0;
}
