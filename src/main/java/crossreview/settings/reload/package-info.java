/**
 * What a reload of the settings changes, decided before anything is changed.
 *
 * <p>{@link crossreview.settings.reload.ReloadPlan} is the entry: it compares the settings in force
 * with those that were read again and says which are in force next, what differs, and what waits
 * for a restart. {@link crossreview.settings.reload.ReloadScope} has the list of what a daemon can
 * change while it runs. Pure, any thread. Absent on purpose: reading files, and carrying a plan
 * out.
 */
@NullMarked
package crossreview.settings.reload;

import org.jspecify.annotations.NullMarked;
