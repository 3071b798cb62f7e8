package crossreview.operation.evidence;

import crossreview.model.Opinion;
import crossreview.session.Checklist.Entry;
import crossreview.session.Checklist.Item;
import crossreview.session.Judgments.Ruling;
import crossreview.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items of the evidence checklist as answers spell them. Pure. */
final class ChecklistJson {
  private ChecklistJson() {}

  /** The item with what judges ruled about it. */
  static Map<String, Object> of(Session session, Item item) {
    Map<String, Object> json = of(item);
    String id = item.finding().opened().id();
    List<Map<String, Object>> rulings =
        session.annex().judgments().rulings().stream()
            .filter(ruling -> ruling.ruled().finding().equals(id))
            .map(ChecklistJson::ruling)
            .toList();
    put(json, "rulings", rulings.isEmpty() ? null : rulings);
    return json;
  }

  private static Map<String, Object> ruling(Ruling ruling) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", ruling.at());
    json.put("mode", ruling.ruled().mode().word());
    json.put("promoted", ruling.ruled().promoted());
    json.put("reason", ruling.ruled().reason().word());
    json.put("judges", ruling.ruled().judges().stream().map(ChecklistJson::opinion).toList());
    return json;
  }

  private static Map<String, Object> opinion(Opinion opinion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", opinion.peer());
    put(json, "satisfied", opinion.satisfied());
    put(json, "confidence", opinion.confidence() == null ? null : opinion.confidence().word());
    put(json, "rationale", opinion.rationale());
    put(json, "failed", opinion.failed());
    return json;
  }

  private static Map<String, Object> of(Item item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", item.finding().opened().id());
    json.put("peer", item.finding().opened().owner());
    json.put("ask", item.finding().opened().statement());
    json.put("severity", item.finding().opened().severity().word());
    json.put("state", item.state().word());
    json.put("finding_state", item.finding().state().word());
    json.put("blocks", item.blocks());
    json.put("first_round", item.firstRound());
    json.put("last_round", item.lastRound());
    json.put("round_count", item.roundCount());
    put(json, "method", item.method() == null ? null : item.method().word());
    put(json, "raised_after_end", item.raisedAfterEnd().isEmpty() ? null : item.raisedAfterEnd());
    json.put("history", item.history().stream().map(ChecklistJson::entry).toList());
    return json;
  }

  static Map<String, Object> entry(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", entry.at());
    json.put("by", entry.by());
    json.put("from", entry.from().word());
    json.put("to", entry.to().word());
    json.put("method", entry.method().word());
    put(json, "note", entry.note());
    return json;
  }

  static Map<String, Object> counts(List<Item> items) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Item item : items) {
      counts.merge(item.state().word(), 1, (a, b) -> (Integer) a + (Integer) b);
    }
    return counts;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
