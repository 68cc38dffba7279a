/* pcm_bench: an ALSA PCM that is no sound card, for tests. It moves by the monotonic clock, in real time or faster or slower, hears a file
 * and records what really leaves the speaker, breaks when told to, and counts what was lost.
 *
 *   pcm.bench { @args [ ID ] @args.ID { type string } type bench id $ID directory "/path" }
 *
 * Everything about a device is in directory/ID.bench, an array of 64-bit words shared with the test, see the slots below; a test writes
 * the file before it opens the device. directory/ID.in holds what a microphone hears (mono S16_LE), directory/ID.out gets what a
 * speaker plays (first channel), silence of pauses and underruns included.
 *
 * Devices of one room work at one rate, without a speed of their own.
 *
 * Positions are frames since the first start of the device on a time line of their own that goes on while the stream is stopped: what
 * a microphone hears then is lost, what a speaker plays then is silence. */
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum slot {
    /* set by the test before it opens the device; 0 is any */
    RATE_LEAST, RATE_MOST, CHANNELS_LEAST, CHANNELS_MOST, PERIOD, BUFFER_MOST, FORMAT, SPEED, COARSE, LOOP,
    PPM,        /* how much faster its clock runs, signed */
    ROOM,       /* 1 to 4: a speaker is heard by the microphone of the same room, with the response in directory/ID.room */
    ROOM_DELAY, /* samples from one to the other */
    /* set by the test at any time; those counted down happen that often */
    UNPLUGGED, BUSY, DEAD, XRUN, SUSPEND, STALLED, RESUME_ERROR, FAIL_ERRNO, FAIL_COUNT, SHORT, WAKE_EMPTY,
    /* counted by the device */
    OPENS, CLOSES, STARTS, DROPS, XRUNS, SUSPENDS, MOVED, LOST, HEARD, SILENCE, POLLS, DROP_LEFT,
    SLOTS
};

struct bench {
    snd_pcm_ioplug_t io;
    uint64_t *slot;
    int timer;
    FILE *out;
    int16_t *in;
    uint64_t in_frames;
    int16_t *ring;
    snd_pcm_uframes_t boundary, avail_min;
    uint64_t epoch_ns; /* time of position 0, 0 before the first start */
    uint64_t base;     /* position of the start of the running stream */
    uint64_t start_ns;
    uint64_t stalled_ns; /* since when the hardware stands still, 0 when it moves */
    uint64_t moved;    /* frames transferred since it was prepared */
    uint64_t hw;       /* frames the hardware moved since the start */
    uint64_t end;      /* position where the last stream stopped moving: what was read, or played */
    int running, broken;
    float *room; /* response, backwards */
    size_t room_length;
    float *air; /* what the microphone convolves */
};

/* What speakers play into rooms, by the time it leaves them, in samples of the machine's clock. */
#define ROOMS 4
#define AIR (1u << 17)
#define MOST_HEARD 4096
static struct { uint64_t position; int16_t sample; } air[ROOMS][AIR];

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static uint64_t get(struct bench *b, enum slot s) { return __atomic_load_n(&b->slot[s], __ATOMIC_ACQUIRE); }
static void add(struct bench *b, enum slot s, uint64_t n) { __atomic_fetch_add(&b->slot[s], n, __ATOMIC_ACQ_REL); }

/* Takes one of those counted down. */
static int take(struct bench *b, enum slot s)
{
    uint64_t n = get(b, s);
    while (n > 0)
        if (__atomic_compare_exchange_n(&b->slot[s], &n, n - 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 1;
    return 0;
}

static int is_playback(struct bench *b) { return b->io.stream == SND_PCM_STREAM_PLAYBACK; }

/* Percent of real time. */
static uint64_t speed(struct bench *b) { uint64_t s = get(b, SPEED); return s ? s : 100; }

static uint64_t frames_in(struct bench *b, uint64_t ns)
{
    uint64_t frames = (uint64_t)((unsigned __int128)ns * b->io.rate * speed(b) / 100000000000ull);
    return frames + (int64_t)frames * (int64_t)get(b, PPM) / 1000000;
}

static uint64_t ns_of(struct bench *b, uint64_t frames)
{
    return (uint64_t)((unsigned __int128)frames * 100000000000ull / ((uint64_t)b->io.rate * speed(b)));
}

static uint64_t air_at(struct bench *b, uint64_t frame)
{
    uint64_t start = (uint64_t)((unsigned __int128)b->start_ns * b->io.rate / 1000000000u);
    return start + frame - (int64_t)frame * (int64_t)get(b, PPM) / 1000000;
}

/* Frames of the ring go into the air ahead of their time, or are taken out of it again. */
static void fill_air(struct bench *b, uint64_t from, uint64_t to, int is_there)
{
    uint64_t room = get(b, ROOM);
    if (!room || room > ROOMS) return;
    for (uint64_t n = from; n < to; n++) {
        uint64_t at = air_at(b, n);
        air[room - 1][at % AIR].sample = b->ring[(n % b->io.buffer_size) * b->io.channels];
        __atomic_store_n(&air[room - 1][at % AIR].position, is_there ? at : 0, __ATOMIC_RELEASE);
    }
}

__attribute__((optimize("O3"))) static void convolve(float *restrict out, const float *restrict in, const float *restrict room, size_t length, size_t count)
{
    for (size_t j = 0; j < length; j++)
        for (size_t k = 0; k < count; k++) out[k] += room[j] * in[j + k];
}

/* What the microphone hears of the speaker, from a frame of the running stream on. */
static void hear_room(struct bench *b, uint64_t frame, float *out, size_t count)
{
    uint64_t room = get(b, ROOM);
    memset(out, 0, count * sizeof *out);
    if (!room || room > ROOMS || !b->room) return;
    uint64_t first = air_at(b, frame) - get(b, ROOM_DELAY) - (b->room_length - 1);
    for (size_t i = 0; i < b->room_length - 1 + count; i++) {
        uint64_t at = first + i;
        b->air[i] = __atomic_load_n(&air[room - 1][at % AIR].position, __ATOMIC_ACQUIRE) == at ? air[room - 1][at % AIR].sample : 0;
    }
    convolve(out, b->air, b->room, b->room_length, count);
}

static int gone(struct bench *b)
{
    if (!get(b, UNPLUGGED)) return 0;
    snd_pcm_ioplug_set_state(&b->io, SND_PCM_STATE_DISCONNECTED);
    return 1;
}

static void put_silence(struct bench *b, uint64_t frames)
{
    static const int16_t zeros[1024];
    add(b, SILENCE, frames);
    while (b->out && frames > 0) {
        size_t n = frames < 1024 ? frames : 1024;
        fwrite(zeros, 2, n, b->out);
        frames -= n;
    }
}

/* Frames hw to upto leave the speaker. */
static void play(struct bench *b, uint64_t upto)
{
    if (upto <= b->hw) return;
    add(b, HEARD, upto - b->hw);
    for (; b->hw < upto; b->hw++)
        if (b->out) fwrite(b->ring + (b->hw % b->io.buffer_size) * b->io.channels, 2, 1, b->out);
}

/* Frames in the buffer: the library moves its pointer back on a rewind. */
static uint64_t written(struct bench *b) { return b->io.appl_ptr; }

static void stop(struct bench *b)
{
    if (!b->running) return;
    b->running = 0;
    b->end = b->base + (is_playback(b) ? b->hw : b->moved);
    if (is_playback(b)) fill_air(b, b->hw, written(b), 0);
    if (b->out) fflush(b->out);
}

static void overrun(struct bench *b)
{
    stop(b);
    b->broken = 1;
    add(b, XRUNS, 1);
}

/* Moves the hardware to the present. Negative when the stream broke. */
static int advance(struct bench *b)
{
    if (b->broken) return -EPIPE;
    if (get(b, DEAD)) return -EPIPE;
    if (!b->running) return 0;
    if (get(b, STALLED)) {
        if (!b->stalled_ns) b->stalled_ns = now_ns();
        return 0;
    }
    if (b->stalled_ns) {
        uint64_t stood = now_ns() - b->stalled_ns;
        b->start_ns += stood;
        b->epoch_ns += stood;
        b->stalled_ns = 0;
    }
    uint64_t at = frames_in(b, now_ns() - b->start_ns), whole = at;
    if (get(b, COARSE)) whole -= whole % b->io.period_size;
    if (is_playback(b)) {
        if (whole >= written(b)) {
            play(b, written(b));
            if (at > written(b)) { overrun(b); return -EPIPE; }
        }
        play(b, whole);
    } else {
        if (whole > b->moved + b->io.buffer_size) { overrun(b); return -EPIPE; }
        b->hw = whole;
    }
    if (take(b, XRUN)) { overrun(b); return -EPIPE; }
    if (take(b, SUSPEND)) {
        add(b, SUSPENDS, 1);
        snd_pcm_ioplug_set_state(&b->io, SND_PCM_STATE_SUSPENDED);
        stop(b);
    }
    return 0;
}

/* Ends the next poll when so many frames have moved since the start. */
static void arm(struct bench *b, uint64_t frames)
{
    struct itimerspec due = {0};
    if (b->running) {
        uint64_t ns = b->start_ns + ns_of(b, frames + 1);
        due.it_value.tv_sec = ns / 1000000000u;
        due.it_value.tv_nsec = ns % 1000000000u;
    }
    timerfd_settime(b->timer, TFD_TIMER_ABSTIME, &due, NULL);
}

static void ring_in(struct bench *b, long ns)
{
    struct itimerspec due = {.it_value = {0, ns}};
    timerfd_settime(b->timer, 0, &due, NULL);
}

static void ring_now(struct bench *b) { ring_in(b, 1); }

static snd_pcm_sframes_t on_pointer(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    if (gone(b)) return b->hw % b->boundary;
    int error = advance(b);
    return error < 0 ? error : (snd_pcm_sframes_t)(b->hw % b->boundary);
}

static int on_delay(snd_pcm_ioplug_t *io, snd_pcm_sframes_t *delay)
{
    struct bench *b = io->private_data;
    if (gone(b)) return -ENODEV;
    if (advance(b) < 0) { snd_pcm_ioplug_set_state(io, SND_PCM_STATE_XRUN); return -EPIPE; }
    *delay = is_playback(b) ? (snd_pcm_sframes_t)(written(b) - b->hw) : (snd_pcm_sframes_t)(b->hw - b->moved);
    return 0;
}

/* Where the time line is when the stream begins to move: what passed since it stopped is lost or silent. */
static void begin(struct bench *b)
{
    b->start_ns = now_ns();
    if (!b->epoch_ns) b->epoch_ns = b->start_ns;
    uint64_t at = frames_in(b, b->start_ns - b->epoch_ns);
    uint64_t missed = at > b->end ? at - b->end : 0;
    if (is_playback(b)) put_silence(b, missed);
    else add(b, LOST, missed);
    b->base = b->end + missed;
    b->running = 1;
    if (is_playback(b)) fill_air(b, 0, written(b), 1);
    arm(b, b->avail_min);
}

static int on_start(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    if (gone(b)) return -ENODEV;
    add(b, STARTS, 1);
    begin(b);
    return 0;
}

static int on_stop(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    if (b->running) advance(b);
    add(b, DROPS, 1);
    if (is_playback(b) && b->running) b->slot[DROP_LEFT] = written(b) - b->hw;
    stop(b);
    ring_now(b);
    return 0;
}

static int on_prepare(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    if (gone(b)) return -ENODEV;
    stop(b);
    b->broken = 0;
    b->moved = b->hw = 0;
    ring_now(b); /* the first write needs no time to pass */
    return 0;
}

static int on_resume(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    if (get(b, RESUME_ERROR)) return -(int)get(b, RESUME_ERROR); /* which the library does not pass on: the state says it */
    /* The hardware goes on where it stood; the time line went on without it. */
    uint64_t stood = b->base + b->hw, now = now_ns();
    uint64_t at = frames_in(b, now - b->epoch_ns);
    uint64_t missed = at > stood ? at - stood : 0;
    if (is_playback(b)) put_silence(b, missed);
    else add(b, LOST, missed);
    b->base += missed;
    b->start_ns = now - ns_of(b, b->hw);
    b->running = 1;
    snd_pcm_ioplug_set_state(io, SND_PCM_STATE_RUNNING);
    ring_now(b);
    return 0;
}

static int on_hw_params(snd_pcm_ioplug_t *io, snd_pcm_hw_params_t *params)
{
    struct bench *b = io->private_data;
    (void)params;
    free(b->ring);
    b->ring = calloc(io->buffer_size * io->channels, 2);
    return b->ring ? 0 : -ENOMEM;
}

static int on_sw_params(snd_pcm_ioplug_t *io, snd_pcm_sw_params_t *params)
{
    struct bench *b = io->private_data;
    snd_pcm_sw_params_get_avail_min(params, &b->avail_min);
    snd_pcm_sw_params_get_boundary(params, &b->boundary);
    return 0;
}

static int16_t heard_at(struct bench *b, uint64_t position)
{
    if (!b->in_frames) return 0;
    if (get(b, LOOP)) return b->in[position % b->in_frames];
    return position < b->in_frames ? b->in[position] : 0;
}

static snd_pcm_sframes_t on_transfer(snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t size)
{
    struct bench *b = io->private_data;
    if (gone(b)) return -ENODEV;
    if (get(b, FAIL_ERRNO) && take(b, FAIL_COUNT)) return -(snd_pcm_sframes_t)get(b, FAIL_ERRNO);
    uint64_t most = get(b, SHORT);
    if (most) { /* every other transfer is refused, so that the call ends short */
        static __thread int refuse;
        refuse = !refuse;
        if (!refuse) return -EAGAIN;
        if (size > most) size = most;
    }
    if (size > MOST_HEARD) size = MOST_HEARD;
    float echo[MOST_HEARD];
    if (!is_playback(b)) hear_room(b, b->moved, echo, size);
    int16_t *samples = (int16_t *)((char *)areas[0].addr + (areas[0].first + areas[0].step * offset) / 8);
    for (snd_pcm_uframes_t k = 0; k < size; k++) {
        int16_t *frame = samples + k * io->channels;
        if (is_playback(b)) {
            memcpy(b->ring + ((io->appl_ptr + k) % io->buffer_size) * io->channels, frame, 2 * io->channels);
        } else {
            float sum = heard_at(b, b->base + b->moved + k) + echo[k];
            int16_t heard = sum > 32767 ? 32767 : sum < -32768 ? -32768 : (int16_t)lrintf(sum);
            for (unsigned c = 0; c < io->channels; c++) frame[c] = heard;
        }
    }
    if (is_playback(b) && b->running) fill_air(b, io->appl_ptr, io->appl_ptr + size, 1);
    b->moved += size;
    add(b, MOVED, size);
    return size;
}

static int on_revents(snd_pcm_ioplug_t *io, struct pollfd *fds, unsigned count, unsigned short *events)
{
    struct bench *b = io->private_data;
    uint64_t rung;
    (void)fds;
    (void)count;
    *events = 0;
    add(b, POLLS, 1);
    if (gone(b)) { *events = POLLERR; return 0; }
    int error = advance(b);
    if (error < 0) snd_pcm_ioplug_set_state(io, SND_PCM_STATE_XRUN);
    if (error < 0 || io->state == SND_PCM_STATE_SUSPENDED) { *events = POLLERR; return 0; }
    uint64_t avail = is_playback(b) ? io->buffer_size - (written(b) - b->hw) : b->hw - b->moved;
    if (avail >= b->avail_min || take(b, WAKE_EMPTY)) { *events = is_playback(b) ? POLLOUT : POLLIN; return 0; }
    if (read(b->timer, &rung, sizeof rung) < 0) { /* it had not rung */ }
    uint64_t due = is_playback(b) ? written(b) + b->avail_min - io->buffer_size : b->moved + b->avail_min;
    if (get(b, COARSE)) due += io->period_size - 1 - (due + io->period_size - 1) % io->period_size;
    if (b->stalled_ns) ring_in(b, 2000000); /* to look again */
    else arm(b, due);
    return 0;
}

static int on_close(snd_pcm_ioplug_t *io)
{
    struct bench *b = io->private_data;
    stop(b);
    add(b, CLOSES, 1);
    if (b->out) fclose(b->out);
    close(b->timer);
    munmap(b->slot, SLOTS * sizeof *b->slot);
    free(b->ring);
    free(b->in);
    free(b->room);
    free(b->air);
    free(b);
    return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = on_start, .stop = on_stop, .pointer = on_pointer, .transfer = on_transfer, .close = on_close,
    .hw_params = on_hw_params, .sw_params = on_sw_params, .prepare = on_prepare, .poll_revents = on_revents,
    .delay = on_delay, .resume = on_resume,
};

static int open_files(struct bench *b, const char *directory, const char *id, snd_pcm_stream_t stream)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.bench", directory, id);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return -ENOENT;
    b->slot = mmap(NULL, SLOTS * sizeof *b->slot, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (b->slot == MAP_FAILED) return -ENOMEM;
    if (get(b, UNPLUGGED)) return -ENODEV;
    if (get(b, BUSY)) return -EBUSY;
    if (stream == SND_PCM_STREAM_PLAYBACK) {
        snprintf(path, sizeof path, "%s/%s.out", directory, id);
        b->out = fopen(path, "ab");
        return b->out ? 0 : -errno;
    }
    snprintf(path, sizeof path, "%s/%s.room", directory, id);
    FILE *room = fopen(path, "rb");
    if (room) {
        fseek(room, 0, SEEK_END);
        b->room_length = ftell(room) / sizeof(float);
        rewind(room);
        b->room = malloc(b->room_length * sizeof(float) + 1);
        b->air = malloc((b->room_length + MOST_HEARD) * sizeof(float));
        if (b->room && b->air) b->room_length = fread(b->room, sizeof(float), b->room_length, room);
        fclose(room);
        if (!b->room || !b->air || b->room_length == 0) return -ENOMEM;
    }
    snprintf(path, sizeof path, "%s/%s.in", directory, id);
    FILE *in = fopen(path, "rb");
    if (!in) return 0; /* a silent room */
    fseek(in, 0, SEEK_END);
    b->in_frames = ftell(in) / 2;
    rewind(in);
    b->in = malloc(b->in_frames * 2 + 2);
    if (b->in) b->in_frames = fread(b->in, 2, b->in_frames, in);
    fclose(in);
    return b->in ? 0 : -ENOMEM;
}

static int limit(struct bench *b, int type, uint64_t least, uint64_t most, unsigned otherwise_least, unsigned otherwise_most)
{
    unsigned low = least ? least : otherwise_least, high = most ? most : least ? least : otherwise_most;
    return snd_pcm_ioplug_set_param_minmax(&b->io, type, low, high);
}

static int set_limits(struct bench *b)
{
    static const unsigned access[] = {SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_MMAP_INTERLEAVED};
    unsigned format = get(b, FORMAT) ? get(b, FORMAT) : SND_PCM_FORMAT_S16_LE;
    unsigned channels = get(b, CHANNELS_LEAST) ? get(b, CHANNELS_LEAST) : 1;
    unsigned period = get(b, PERIOD) * channels * 2;
    int e = snd_pcm_ioplug_set_param_list(&b->io, SND_PCM_IOPLUG_HW_ACCESS, 2, access);
    if (e >= 0) e = snd_pcm_ioplug_set_param_list(&b->io, SND_PCM_IOPLUG_HW_FORMAT, 1, &format);
    if (e >= 0) e = limit(b, SND_PCM_IOPLUG_HW_CHANNELS, get(b, CHANNELS_LEAST), get(b, CHANNELS_MOST), 1, 2);
    if (e >= 0) e = limit(b, SND_PCM_IOPLUG_HW_RATE, get(b, RATE_LEAST), get(b, RATE_MOST), 8000, 48000);
    if (e >= 0) e = limit(b, SND_PCM_IOPLUG_HW_PERIOD_BYTES, period, period, 64, 65536);
    if (e >= 0) e = limit(b, SND_PCM_IOPLUG_HW_PERIODS, 2, 64, 2, 64);
    if (e >= 0) e = limit(b, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 128, get(b, BUFFER_MOST) ? get(b, BUFFER_MOST) * channels * 2 : 1 << 20, 0, 0);
    return e;
}

SND_PCM_PLUGIN_DEFINE_FUNC(bench)
{
    snd_config_iterator_t i, next;
    const char *id = NULL, *directory = NULL;
    (void)root;
    snd_config_for_each(i, next, conf) {
        snd_config_t *node = snd_config_iterator_entry(i);
        const char *key;
        if (snd_config_get_id(node, &key) < 0 || !strcmp(key, "comment") || !strcmp(key, "type") || !strcmp(key, "hint")) continue;
        if (!strcmp(key, "id")) snd_config_get_string(node, &id);
        else if (!strcmp(key, "directory")) snd_config_get_string(node, &directory);
        else { SNDERR("bench: unknown field %s", key); return -EINVAL; }
    }
    if (!id || !directory) return -EINVAL;

    struct bench *b = calloc(1, sizeof *b);
    if (!b) return -ENOMEM;
    b->boundary = 1ul << 40;
    b->avail_min = 1;
    int e = open_files(b, directory, id, stream);
    if (e < 0) { free(b); return e; }
    b->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    b->io.version = SND_PCM_IOPLUG_VERSION;
    b->io.name = "a bench for tests";
    b->io.callback = &callbacks;
    b->io.private_data = b;
    b->io.poll_fd = b->timer;
    b->io.poll_events = POLLIN;
    b->io.flags = SND_PCM_IOPLUG_FLAG_BOUNDARY_WA;
    e = snd_pcm_ioplug_create(&b->io, name, stream, mode);
    if (e < 0) { free(b); return e; }
    e = set_limits(b);
    if (e < 0) { snd_pcm_ioplug_delete(&b->io); return e; }
    add(b, OPENS, 1);
    *pcmp = b->io.pcm;
    return 0;
}
SND_PCM_PLUGIN_SYMBOL(bench);
