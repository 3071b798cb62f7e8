package crossreview.operation.session;

import crossreview.codec.SchemaBuilder;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EscalationRecord;
import crossreview.store.index.SessionPage.RowSupplement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests for a person as answers spell them. Pure. */
final class EscalationJson {
  /** The newest are enough to act on; the report and the journal have all of them. */
  private static final int SHOWN_MAX = 20;

  private EscalationJson() {}

  /** Adds the newest of them, in order; nothing where there is none. */
  static void put(Map<String, Object> json, Session session) {
    List<EscalationRecord> all = List.copyOf(session.supplement().escalations());
    if (!all.isEmpty()) {
      List<EscalationRecord> shown = all.subList(Math.max(0, all.size() - SHOWN_MAX), all.size());
      json.put("escalations", shown.stream().map(EscalationJson::of).toList());
    }
  }

  /** Adds how many wait for a person, and how urgent the most urgent one is. */
  static void row(Map<String, Object> json, RowSupplement rowSupplement) {
    json.put("escalations", rowSupplement.escalations());
    SessionJson.put(
        json,
        "urgency",
        rowSupplement.urgency() == null ? null : rowSupplement.urgency().wireName());
  }

  private static Map<String, Object> of(EscalationRecord escalation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", escalation.severity().wireName());
    json.put("reason", escalation.reason());
    json.put("by", escalation.by());
    json.put("at", escalation.at());
    return json;
  }

  /** What {@link #put} adds. */
  static Map<String, Object> schema() {
    return SchemaBuilder.list(
        SchemaBuilder.any("severity, reason, by, at"),
        "Requests for a person, the newest " + SHOWN_MAX + " in order.");
  }
}
