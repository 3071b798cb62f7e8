package crossreview.operation.evidence;

import crossreview.model.vote.JudgeOpinion;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.Session;
import crossreview.session.analysis.EvidenceChecklist.ChecklistChange;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items of the evidence checklist as answers spell them. Pure. */
final class ChecklistJson {
  private ChecklistJson() {}

  /** The item with what judges ruled about it. */
  static Map<String, Object> of(Session session, ChecklistItem checklistItem) {
    Map<String, Object> json = of(checklistItem);
    String id = checklistItem.finding().opened().id();
    List<Map<String, Object>> rulings =
        session.supplement().judgments().rulings().stream()
            .filter(judgeRuling -> judgeRuling.ruled().finding().equals(id))
            .map(ChecklistJson::ruling)
            .toList();
    put(json, "rulings", rulings.isEmpty() ? null : rulings);
    return json;
  }

  private static Map<String, Object> ruling(JudgeRuling judgeRuling) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", judgeRuling.at());
    json.put("mode", judgeRuling.ruled().mode().wireName());
    json.put("promoted", judgeRuling.ruled().promoted());
    json.put("reason", judgeRuling.ruled().reason().wireName());
    json.put("judges", judgeRuling.ruled().judges().stream().map(ChecklistJson::opinion).toList());
    return json;
  }

  private static Map<String, Object> opinion(JudgeOpinion judgeOpinion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", judgeOpinion.peer());
    put(json, "satisfied", judgeOpinion.satisfied());
    put(
        json,
        "confidence",
        judgeOpinion.confidence() == null ? null : judgeOpinion.confidence().wireName());
    put(json, "rationale", judgeOpinion.rationale());
    put(json, "failed", judgeOpinion.failed());
    return json;
  }

  private static Map<String, Object> of(ChecklistItem checklistItem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", checklistItem.finding().opened().id());
    json.put("peer", checklistItem.finding().opened().owner());
    json.put("ask", checklistItem.finding().opened().statement());
    json.put("severity", checklistItem.finding().opened().severity().wireName());
    json.put("state", checklistItem.state().wireName());
    json.put("finding_state", checklistItem.finding().state().wireName());
    json.put("blocks", checklistItem.blocks());
    json.put("first_round", checklistItem.firstRound());
    json.put("last_round", checklistItem.lastRound());
    json.put("round_count", checklistItem.roundCount());
    put(json, "method", checklistItem.method() == null ? null : checklistItem.method().wireName());
    put(
        json,
        "raised_after_end",
        checklistItem.raisedAfterEnd().isEmpty() ? null : checklistItem.raisedAfterEnd());
    json.put("history", checklistItem.history().stream().map(ChecklistJson::entry).toList());
    return json;
  }

  static Map<String, Object> entry(ChecklistChange checklistChange) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", checklistChange.at());
    json.put("by", checklistChange.by());
    json.put("from", checklistChange.from().wireName());
    json.put("to", checklistChange.to().wireName());
    json.put("method", checklistChange.method().wireName());
    put(json, "note", checklistChange.note());
    return json;
  }

  static Map<String, Object> counts(List<ChecklistItem> items) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (ChecklistItem checklistItem : items) {
      counts.merge(checklistItem.state().wireName(), 1, (a, b) -> (Integer) a + (Integer) b);
    }
    return counts;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
