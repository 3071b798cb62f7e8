/**
 * Who is at the door: bearer tokens, the principals behind them, and the secrets kept beside them.
 *
 * <p>The daemon keeps only hashes of tokens, so a copy of its files lets nobody in; the one plain
 * token is the operator's, which the local command line finds by itself. Entry: {@link
 * crossreview.access.TokenFile} at start-up, {@link crossreview.access.TokenRegistry} for each
 * request. Threads: files are touched on the thread that starts the daemon, everything else is
 * immutable. Absent on purpose: what a principal may do with a session, which each operation says.
 */
package crossreview.access;
