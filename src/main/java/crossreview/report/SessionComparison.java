package crossreview.report;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.Finding;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.VoteAgreement;
import crossreview.session.rule.FindingIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Two sessions side by side: what they are about, who said what last, what was found only in one.
 * Findings are the same when the same peer states the same. Pure.
 */
public final class SessionComparison {
  private final Session a;
  private final Session b;

  private SessionComparison(Session a, Session b) {
    this.a = a;
    this.b = b;
  }

  /** The comparison as a tree for answers. */
  public static Map<String, Object> tree(Session a, Session b) {
    return new SessionComparison(a, b).tree();
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("same_artifact", a.current() != null && a.current().equals(b.current()));
    tree.put("different", different());
    tree.put("votes", votes());
    tree.put("findings", findings());
    return tree;
  }

  /** What the two were opened or ended with, where it is not the same. */
  private List<Map<String, Object>> different() {
    List<Map<String, Object>> rows = new ArrayList<>();
    field(rows, "task", s -> s.opened().task());
    field(rows, "mode", s -> s.mode().wireName());
    field(rows, "policy", s -> s.policy().name() + " " + s.policy().version());
    field(
        rows,
        "panel",
        s -> String.join(", ", s.panel().stream().map(VoteAgreement::voter).toList()));
    field(rows, "artifact", s -> s.current() == null ? "none" : s.current().sha256().value());
    field(rows, "rounds", s -> Integer.toString(s.rounds().size()));
    field(rows, "result", SessionComparison::result);
    field(rows, "cost", s -> s.cost().toString());
    return rows;
  }

  private void field(List<Map<String, Object>> rows, String name, Function<Session, String> of) {
    String left = of.apply(a);
    String right = of.apply(b);
    if (!left.equals(right)) {
      rows.add(row("field", name, left, right));
    }
  }

  private static String result(Session session) {
    if (session.closed()) {
      return session.finalized().reason().wireName();
    }
    if (session.running()) {
      return "running";
    }
    return session.run() == null ? "not begun" : session.run().ended().reason().wireName();
  }

  /** Each peer's last vote in each. */
  private List<Map<String, Object>> votes() {
    Set<String> peers = new LinkedHashSet<>();
    a.panel().forEach(member -> peers.add(member.peer()));
    b.panel().forEach(member -> peers.add(member.peer()));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String peer : peers) {
      String left = vote(a, peer);
      String right = vote(b, peer);
      if (left != null || right != null) {
        Map<String, Object> row = row("peer", peer, left, right);
        row.put("same", left != null && left.equals(right));
        rows.add(row);
      }
    }
    return rows;
  }

  private static String vote(Session session, String peer) {
    String last = null;
    for (Round round : session.rounds()) {
      BallotCast vote = round.votes().get(peer);
      last = vote == null ? last : vote.status().wireName();
    }
    return last;
  }

  private List<Map<String, Object>> findings() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Set<String> matched = new LinkedHashSet<>();
    for (LedgerFinding left : a.findings().values()) {
      Optional<LedgerFinding> right = same(left, matched);
      right.ifPresent(found -> matched.add(found.opened().id()));
      rows.add(finding(left.opened(), left, right.orElse(null)));
    }
    for (LedgerFinding right : b.findings().values()) {
      if (!matched.contains(right.opened().id())) {
        rows.add(finding(right.opened(), null, right));
      }
    }
    return rows;
  }

  private Optional<LedgerFinding> same(LedgerFinding left, Set<String> matched) {
    FindingIdentity said = FindingIdentity.of(left.opened());
    return b.findings().values().stream()
        .filter(right -> !matched.contains(right.opened().id()))
        .filter(right -> FindingIdentity.of(right.opened()).equals(said))
        .findFirst();
  }

  private static Map<String, Object> finding(
      Finding what, LedgerFinding left, LedgerFinding right) {
    Map<String, Object> row = row("peer", what.owner(), place(left), place(right));
    row.put("in", left == null ? "b" : right == null ? "a" : "both");
    row.put("severity", what.severity().wireName());
    row.put("statement", what.statement());
    return row;
  }

  private static String place(LedgerFinding finding) {
    return finding == null ? null : finding.opened().id() + " " + finding.state().wireName();
  }

  private static Map<String, Object> row(String key, String name, String left, String right) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(key, name);
    row.put("a", left);
    row.put("b", right);
    row.values().removeIf(value -> value == null);
    return row;
  }
}
