/**
 * Who calls: bearer tokens, the principals behind them, and the secrets of the data directory.
 *
 * <p>The daemon keeps only hashes of tokens, so a copy of its files gives no access. The one plain
 * token is the operator's, which the local command line finds by itself. Entry: {@link
 * crossreview.access.TokenFile} at startup, {@link crossreview.access.TokenRegistry} for each
 * request; {@link crossreview.access.AuditLog} appends one line per act. Threads: the token file is
 * read on the thread that starts the daemon, the audit log has a writer thread, and lookups are
 * safe on any thread. Absent on purpose: what a principal may do with a session, which each
 * operation declares.
 */
@NullMarked
package crossreview.access;

import org.jspecify.annotations.NullMarked;
