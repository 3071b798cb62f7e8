/**
 * Work on stored sessions besides reviews: recovery, retention, cleanup, repair, forks, contests
 * and imports.
 *
 * <p>{@link crossreview.maintenance.RecoveryVerticle} continues interrupted runs at startup and by
 * timer; {@link crossreview.maintenance.MaintenanceVerticle} runs {@link
 * crossreview.maintenance.IdleSweep}, {@link crossreview.maintenance.RetentionJob} and {@link
 * crossreview.maintenance.OrphanCleanup} once a day, as far as the settings ask for it. {@link
 * crossreview.maintenance.ForkService} and {@link crossreview.maintenance.ContestService} open a
 * session from another one; {@link crossreview.maintenance.SessionRepair} and {@link
 * crossreview.maintenance.BundleImport} are run by an operator. Threads: blocking work is done on
 * disk threads, and each class says so. Several hosts may do the same work, because each step is
 * decided on the newest state of its session. Absent on purpose: repair without an operator's
 * command.
 */
@NullMarked
package crossreview.maintenance;

import org.jspecify.annotations.NullMarked;
