package crossreview.settings.reload;

import org.jspecify.annotations.Nullable;

/**
 * A setting that differs. Keys are named by where they are, never shown.
 *
 * @param path its place in the file; a peer is named by its id, {@code peers.ada.model}
 * @param running its value in force, as JSON; null where there is none
 * @param file its value in the file, as JSON; null where there is none. Both are null for a part
 *     that is not shown, such as the query of a webhook's address, and for a key that was read
 *     again and is another one.
 */
public record SettingChange(
    String path, @Nullable String running, @Nullable String file, ReloadScope scope) {}
