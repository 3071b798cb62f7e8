/**
 * The configuration of the daemon: read once, complete or not at all.
 *
 * <p>{@link crossreview.settings.ScalarSetting} is the catalogue of scalar settings with type,
 * default, bounds and reason; {@code docs/settings.md} and the reader are made from it. {@link
 * crossreview.settings.SettingsReader} lays the file over the defaults and single values over both,
 * and returns {@link crossreview.settings.Settings} or all problems at once. Threads: immutable
 * values. Absent on purpose: files and the environment, which enter as arguments.
 */
@NullMarked
package crossreview.settings;

import org.jspecify.annotations.NullMarked;
