using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/conf.h. snd_config_t* is nint; what a search finds belongs to the tree it was found in.
internal static unsafe partial class Libasound
{
    // typedef enum _snd_config_type
    internal const int SND_CONFIG_TYPE_INTEGER = 0;
    internal const int SND_CONFIG_TYPE_STRING = 3;
    internal const int SND_CONFIG_TYPE_COMPOUND = 1024;

    // int snd_config_update_ref(snd_config_t **top); reads the files again when they have changed
    [LibraryImport(Library)]
    internal static partial int snd_config_update_ref(out nint top);

    // void snd_config_unref(snd_config_t *top);
    [LibraryImport(Library)]
    internal static partial void snd_config_unref(nint top);

    // int snd_config_search_definition(snd_config_t *config, const char *base, const char *key, snd_config_t **result);
    // the result is a copy with its arguments filled in, deleted by the caller
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_config_search_definition(nint top, string @base, string key, out nint result);

    // int snd_config_delete(snd_config_t *config);
    [LibraryImport(Library)]
    internal static partial int snd_config_delete(nint config);

    // int snd_config_search(snd_config_t *config, const char *key, snd_config_t **result);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_config_search(nint config, string key, out nint result);

    // snd_config_type_t snd_config_get_type(const snd_config_t *config);
    [LibraryImport(Library)]
    internal static partial int snd_config_get_type(nint config);

    // int snd_config_get_integer(const snd_config_t *config, long *value);
    [LibraryImport(Library)]
    internal static partial int snd_config_get_integer(nint config, out nint value);

    // int snd_config_get_string(const snd_config_t *config, const char **value); the text belongs to the node
    [LibraryImport(Library)]
    internal static partial int snd_config_get_string(nint config, out nint value);
}
