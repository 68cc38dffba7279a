/* A sound card's mixer without a sound card: an ALSA control plug-in whose controls live in a directory.

   ctl.NAME { type mixercard dir "DIR" }

   DIR/controls  one control per line: NAME|int or bool|channels|min|max|TLV words, for example
                 Master Playback Volume|int|2|0|100|1 8 -6000 60
   DIR/values    32-bit words: [0] whether the card is plugged in, [1] unused, then two per control (left, right).

   Whoever writes DIR/values moves the controls from outside, in any process; every open mixer is told through inotify, also
   of its own writes, as the kernel does. */
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define MAX_CONTROLS 16
#define MAX_TLV 32

struct control {
    char name[44];
    int type, channels;
    long min, max;
    unsigned int tlv[MAX_TLV], tlv_words;
    int32_t seen[2];
};

struct card {
    snd_ctl_ext_t ext;
    struct control controls[MAX_CONTROLS];
    int count, values, bell, next;
};

static int plugged(struct card *card)
{
    int32_t is = 0;
    return pread(card->values, &is, sizeof is, 0) == sizeof is && is;
}

static off_t place(snd_ctl_ext_key_t key) { return (off_t)(8 + 8 * key); }

static int get(struct card *card, snd_ctl_ext_key_t key, int32_t out[2])
{
    return pread(card->values, out, 8, place(key)) == 8 ? 0 : -EIO;
}

static int elem_count(snd_ctl_ext_t *ext) { return ((struct card *)ext->private_data)->count; }

static int elem_list(snd_ctl_ext_t *ext, unsigned int offset, snd_ctl_elem_id_t *id)
{
    struct card *card = ext->private_data;
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
    snd_ctl_elem_id_set_name(id, card->controls[offset].name);
    return 0;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id)
{
    struct card *card = ext->private_data;
    unsigned int numid = snd_ctl_elem_id_get_numid(id);
    if (numid > 0 && numid <= (unsigned int)card->count) return numid - 1;
    for (int i = 0; i < card->count; i++)
        if (!strcmp(card->controls[i].name, snd_ctl_elem_id_get_name(id))) return i;
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned int *acc, unsigned int *count)
{
    struct control *control = &((struct card *)ext->private_data)->controls[key];
    *type = control->type;
    *acc = SND_CTL_EXT_ACCESS_READWRITE;
    if (control->tlv_words) *acc |= SND_CTL_EXT_ACCESS_TLV_READ | SND_CTL_EXT_ACCESS_TLV_CALLBACK;
    *count = control->channels;
    return 0;
}

static int get_integer_info(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *min, long *max, long *step)
{
    struct control *control = &((struct card *)ext->private_data)->controls[key];
    *min = control->min;
    *max = control->max;
    *step = 1;
    return 0;
}

static int read_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value)
{
    struct card *card = ext->private_data;
    int32_t words[2];
    if (!plugged(card)) return -ENODEV;
    if (get(card, key, words) < 0) return -EIO;
    for (int i = 0; i < card->controls[key].channels; i++) value[i] = words[i];
    return 0;
}

static int write_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value)
{
    struct card *card = ext->private_data;
    int32_t words[2], now[2];
    if (!plugged(card)) return -ENODEV;
    if (get(card, key, words) < 0) return -EIO;
    memcpy(now, words, sizeof now);
    for (int i = 0; i < card->controls[key].channels; i++) now[i] = (int32_t)value[i];
    if (!memcmp(now, words, sizeof now)) return 0;
    return pwrite(card->values, now, 8, place(key)) == 8 ? 1 : -EIO;
}

static int read_tlv(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int op, unsigned int numid, unsigned int *tlv, unsigned int size)
{
    struct control *control = &((struct card *)ext->private_data)->controls[key];
    unsigned int bytes = control->tlv_words * sizeof(unsigned int);
    (void)numid;
    if (op != 0 || !bytes) return -ENXIO;
    if (size < bytes) return -ENOMEM;
    memcpy(tlv, control->tlv, bytes);
    return 0;
}

static void subscribe(snd_ctl_ext_t *ext, int on)
{
    struct card *card = ext->private_data;
    if (!on) return;
    for (int i = 0; i < card->count; i++) get(card, i, card->controls[i].seen);
    card->next = card->count;
}

/* One changed control per call, then -EAGAIN. */
static int read_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned int *mask)
{
    struct card *card = ext->private_data;
    char notes[sizeof(struct inotify_event) + NAME_MAX + 1] __attribute__((aligned(8)));
    if (!plugged(card)) return -ENODEV;
    while (read(card->bell, notes, sizeof notes) > 0) card->next = 0;
    for (; card->next < card->count; card->next++) {
        struct control *control = &card->controls[card->next];
        int32_t words[2];
        if (get(card, card->next, words) < 0) return -EIO;
        if (!memcmp(words, control->seen, sizeof words)) continue;
        memcpy(control->seen, words, sizeof words);
        elem_list(ext, card->next++, id);
        *mask = SND_CTL_EVENT_MASK_VALUE;
        return 1;
    }
    return -EAGAIN;
}

static int poll_revents(snd_ctl_ext_t *ext, struct pollfd *pfds, unsigned int count, unsigned short *revents)
{
    struct card *card = ext->private_data;
    *revents = 0;
    for (unsigned int i = 0; i < count; i++) *revents |= pfds[i].revents;
    if (!plugged(card)) *revents |= POLLERR;
    return 0;
}

static void close_card(snd_ctl_ext_t *ext)
{
    struct card *card = ext->private_data;
    if (card->values >= 0) close(card->values);
    if (card->bell >= 0) close(card->bell);
    free(card);
}

static const snd_ctl_ext_callback_t callbacks = {
    .close = close_card,
    .elem_count = elem_count,
    .elem_list = elem_list,
    .find_elem = find_elem,
    .get_attribute = get_attribute,
    .get_integer_info = get_integer_info,
    .read_integer = read_integer,
    .write_integer = write_integer,
    .subscribe_events = subscribe,
    .read_event = read_event,
    .poll_revents = poll_revents,
};

static int load(struct card *card, const char *dir)
{
    char path[PATH_MAX], line[512];
    snprintf(path, sizeof path, "%s/controls", dir);
    FILE *file = fopen(path, "re");
    if (!file) return -errno;
    while (card->count < MAX_CONTROLS && fgets(line, sizeof line, file)) {
        struct control *control = &card->controls[card->count];
        char kind[8];
        int used = 0;
        if (sscanf(line, "%43[^|]|%7[^|]|%d|%ld|%ld|%n", control->name, kind, &control->channels, &control->min, &control->max, &used) < 5)
            continue;
        control->type = strcmp(kind, "bool") ? SND_CTL_ELEM_TYPE_INTEGER : SND_CTL_ELEM_TYPE_BOOLEAN;
        for (char *at = line + used; control->tlv_words < MAX_TLV;) {
            char *end;
            long word = strtol(at, &end, 10);
            if (end == at) break;
            control->tlv[control->tlv_words++] = (unsigned int)word;
            at = end;
        }
        card->count++;
    }
    fclose(file);
    snprintf(path, sizeof path, "%s/values", dir);
    card->values = open(path, O_RDWR | O_CLOEXEC);
    if (card->values < 0) return -errno;
    if (!plugged(card)) return -ENODEV;
    card->bell = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (card->bell < 0 || inotify_add_watch(card->bell, path, IN_MODIFY) < 0) return -errno;
    return 0;
}

SND_CTL_PLUGIN_DEFINE_FUNC(mixercard)
{
    const char *dir = NULL;
    snd_config_iterator_t i, next;
    snd_config_for_each(i, next, conf) {
        snd_config_t *node = snd_config_iterator_entry(i);
        const char *id;
        if (snd_config_get_id(node, &id) < 0 || strcmp(id, "dir")) continue;
        if (snd_config_get_string(node, &dir) < 0) return -EINVAL;
    }
    if (!dir) return -EINVAL;
    struct card *card = calloc(1, sizeof *card);
    if (!card) return -ENOMEM;
    card->values = card->bell = -1;
    card->ext.private_data = card;
    int result = load(card, dir);
    if (result >= 0) {
        card->ext.version = SND_CTL_EXT_VERSION;
        strcpy(card->ext.id, "mixercard");
        strcpy(card->ext.driver, "mixercard");
        strcpy(card->ext.name, "mixer card");
        strcpy(card->ext.longname, "mixer card");
        strcpy(card->ext.mixername, "mixer card");
        card->ext.poll_fd = card->bell;
        card->ext.callback = &callbacks;
        card->ext.private_data = card;
        card->ext.tlv.c = read_tlv;
        result = snd_ctl_ext_create(&card->ext, name, mode);
    }
    if (result < 0) {
        close_card(&card->ext);
        return result;
    }
    *handlep = card->ext.handle;
    return 0;
}

SND_CTL_PLUGIN_SYMBOL(mixercard);
