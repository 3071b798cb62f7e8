/**
 * The port to what hosts of one data directory tell each other, with the version for a single host.
 *
 * <p>Entry: {@link crossreview.ownership.SessionOwnership}: which host writes a session, and who is
 * told about new lines. What hosts tell each other makes them quick and polite; locks and fences on
 * the disk keep them apart. Threads: any; no method blocks. Absent on purpose: anything that a
 * promise of the store depends on.
 */
@NullMarked
package crossreview.ownership;

import org.jspecify.annotations.NullMarked;
