package crossreview.operation.session;

import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EscalationRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a session waits for a person, as answers spell it. Pure. */
final class EscalationJson {
  /** The newest are enough to act on; the report and the journal have all of them. */
  private static final int SHOWN_MAX = 20;

  private static final ObjectCodec<EscalationRecord> ESCALATION =
      ObjectCodec.<EscalationRecord>object()
          .field("severity", EscalationRecord::severity)
          .field("reason", EscalationRecord::reason)
          .field("by", EscalationRecord::by)
          .field("at", EscalationRecord::at);

  /** Since when a session is paused, and the newest requests in order; absent without any. */
  static final ObjectCodec<Session> WAITING =
      ObjectCodec.<Session>object()
          .may(
              "paused_at",
              SchemaBuilder.text("Since when the session is paused; RFC 3339."),
              session -> session.steering().pausedAt())
          .may(
              "escalations",
              SchemaBuilder.list(
                  SchemaBuilder.any("severity, reason, by, at"),
                  "Requests for a person, the newest " + SHOWN_MAX + " in order."),
              EscalationJson::newest);

  private EscalationJson() {}

  private static @Nullable List<?> newest(Session session) {
    List<EscalationRecord> all = List.copyOf(session.supplement().escalations());
    return all.isEmpty()
        ? null
        : ESCALATION.trees(all.subList(Math.max(0, all.size() - SHOWN_MAX), all.size()));
  }
}
