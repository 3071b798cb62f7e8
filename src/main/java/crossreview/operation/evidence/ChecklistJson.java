package crossreview.operation.evidence;

import crossreview.session.Checklist.Entry;
import crossreview.session.Checklist.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items of the evidence checklist as answers spell them. Pure. */
final class ChecklistJson {
  private ChecklistJson() {}

  static Map<String, Object> of(Item item) {
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
