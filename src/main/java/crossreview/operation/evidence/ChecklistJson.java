package crossreview.operation.evidence;

import crossreview.codec.ObjectCodec;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.Session;
import crossreview.session.analysis.ChecklistState;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items of the evidence checklist as answers spell them. Pure. */
final class ChecklistJson {
  private static final ObjectCodec<ChecklistItem> ITEM =
      ObjectCodec.<ChecklistItem>object()
          .field("id", item -> item.finding().opened().id())
          .field("peer", item -> item.finding().opened().owner())
          .field("ask", item -> item.finding().opened().statement())
          .field("severity", item -> item.finding().opened().severity())
          .field("state", ChecklistItem::state)
          .field("finding_state", item -> item.finding().state())
          .field("blocks", ChecklistItem::blocks)
          .field("first_round", ChecklistItem::firstRound)
          .field("last_round", ChecklistItem::lastRound)
          .field("round_count", ChecklistItem::roundCount)
          .field("method", ChecklistItem::method)
          .field("raised_after_end", item -> filled(item.raisedAfterEnd()))
          .field("history", ChecklistItem::history);

  private static final ObjectCodec<JudgeRuling> RULING =
      ObjectCodec.<JudgeRuling>object()
          .field("at", JudgeRuling::at)
          .field("mode", ruling -> ruling.ruled().mode())
          .field("promoted", ruling -> ruling.ruled().promoted())
          .field("reason", ruling -> ruling.ruled().reason())
          .field("judges", ruling -> ruling.ruled().judges());

  private static final ObjectCodec<JudgedItem> JUDGED =
      ObjectCodec.<JudgedItem>object()
          .inline(ITEM, JudgedItem::item)
          .field("rulings", judged -> filled(RULING.trees(judged.rulings())));

  private ChecklistJson() {}

  /** An item with what judges ruled about it. */
  private record JudgedItem(ChecklistItem item, List<JudgeRuling> rulings) {}

  /** The item with what judges ruled about it. */
  static Map<String, Object> of(Session session, ChecklistItem item) {
    String id = item.finding().opened().id();
    List<JudgeRuling> rulings =
        session.supplement().judgments().rulings().stream()
            .filter(ruling -> ruling.ruled().finding().equals(id))
            .toList();
    return JUDGED.tree(new JudgedItem(item, rulings));
  }

  private static @Nullable List<?> filled(List<?> list) {
    return list.isEmpty() ? null : list;
  }

  /** How many items are in each state. */
  static Map<ChecklistState, Integer> counts(List<ChecklistItem> items) {
    Map<ChecklistState, Integer> counts = new LinkedHashMap<>();
    items.forEach(item -> counts.merge(item.state(), 1, Integer::sum));
    return counts;
  }
}
