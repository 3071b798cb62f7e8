package crossreview.operation.finding;

import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** A finding as answers spell it; absent is absent. Pure. */
final class FindingJson {
  private FindingJson() {}

  static Map<String, Object> of(Session session, LedgerFinding ledger) {
    Finding finding = ledger.opened();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", finding.id());
    json.put("owner", finding.owner());
    json.put("kind", finding.kind().wireName());
    json.put("severity", finding.severity().wireName());
    json.put("state", ledger.state().wireName());
    json.put("blocks", session.blocks(ledger));
    json.put("statement", finding.statement());
    json.put("opened_round", finding.openedRound());
    json.put("citations", finding.citations().stream().map(FindingJson::citation).toList());
    json.put("linked", finding.linked());
    json.put("moves", ledger.moves().stream().map(FindingJson::move).toList());
    return json;
  }

  private static Map<String, Object> citation(Citation citation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("artifact", citation.artifact().value());
    json.put("from", citation.from());
    json.put("to", citation.to());
    json.put("digest", citation.digest().value());
    put(json, "path", citation.path());
    put(json, "line", citation.line());
    put(json, "quote", citation.quote());
    return json;
  }

  private static Map<String, Object> move(LedgerFinding.FindingMove findingMove) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", findingMove.at());
    json.put("by", findingMove.by());
    json.put("from", findingMove.moved().from().wireName());
    json.put("to", findingMove.moved().to().wireName());
    json.put("method", findingMove.moved().method().wireName());
    put(json, "as", findingMove.moved().as() == null ? null : findingMove.moved().as().wireName());
    put(json, "reason", findingMove.moved().reason());
    return json;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
