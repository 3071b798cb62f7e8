/**
 * Ports to what several hosts may share, with the versions for one host.
 *
 * <p>Entry: {@link crossreview.ownership.SessionOwnership}. Threads: any. Absent on purpose:
 * anything that a promise of the store rests on. What hosts tell each other makes them quick and
 * polite; locks and fences on the disk keep them apart.
 */
package crossreview.ownership;
