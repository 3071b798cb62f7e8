package crossreview.model.event;

import crossreview.model.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Who caused a line, when, and by which command; what the journal adds (epoch, prev, more) is not
 * here.
 *
 * @param seq the place along the chain, from 1
 * @param ts the stamp, RFC 3339 with three fractional digits
 * @param by the caller's name, {@code peer:<id>} or {@code daemon}
 * @param cmd the key of the command that caused it
 * @param trace where that command belongs in a trace of its caller; null where that was not said,
 *     and in lines of earlier versions
 */
public record EventEnvelope(
    long seq, String ts, String by, @Nullable String cmd, @Nullable TraceContext trace) {
  /** Of a command that belongs to no trace. */
  public EventEnvelope(long seq, String ts, String by, @Nullable String cmd) {
    this(seq, ts, by, cmd, null);
  }
}
