/**
 * Commands that work on a data directory without a daemon: repair, import, and checks.
 *
 * <p>{@link crossreview.offline.OfflineStore} opens the data directory as a daemon would, runs one
 * task and closes it again; {@link crossreview.offline.OfflineRepair} and {@link
 * crossreview.offline.OfflineImport} are such tasks, and {@link crossreview.offline.PeerProbe} and
 * {@link crossreview.offline.PanelCheck} check the configured peers and panels without any data
 * directory. Sessions are opened under their locks, so a daemon that runs at the same time is safe;
 * a session that it writes is refused. Threads: blocking, on the main thread. Absent on purpose:
 * anything that a running daemon can do, which is an operation.
 */
@NullMarked
package crossreview.offline;

import org.jspecify.annotations.NullMarked;
