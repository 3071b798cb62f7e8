package crossreview.model.event;

import org.jspecify.annotations.Nullable;

/**
 * Who caused a line, when, and by which command; what the journal adds (epoch, prev, more) is not
 * here.
 *
 * @param seq the place along the chain, from 1
 * @param ts the stamp, RFC 3339 with three fractional digits
 * @param by the caller's name, {@code peer:<id>} or {@code daemon}
 * @param cmd the key of the command that caused it
 */
public record EventEnvelope(long seq, String ts, String by, @Nullable String cmd) {}
