package crossreview.report;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.run.PanelMember;
import crossreview.report.SessionComparison.FieldDifference;
import crossreview.report.SessionComparison.FindingPair;
import crossreview.report.SessionComparison.VotePair;
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
import java.util.stream.Stream;

/**
 * Two sessions side by side: what they are about, who said what last, what was found only in one.
 * Findings are the same when the same peer states the same. Pure.
 */
public record SessionComparison(
    boolean sameArtifact,
    List<FieldDifference> different,
    List<VotePair> votes,
    List<FindingPair> findings) {

  /** What the two were opened or ended with, where it is not the same. */
  public record FieldDifference(String field, String a, String b) {}

  /** A peer's last vote in each; null where it gave none. */
  public record VotePair(String peer, String a, String b, boolean same) {}

  /**
   * A finding with its id and state in each.
   *
   * @param in a, b or both
   */
  public record FindingPair(
      String peer, String a, String b, String in, FindingSeverity severity, String statement) {}

  /** The comparison of two sessions. */
  public static SessionComparison of(Session a, Session b) {
    boolean same = a.current() != null && a.current().equals(b.current());
    return new SessionComparison(same, different(a, b), votes(a, b), findings(a, b));
  }

  private static List<FieldDifference> different(Session a, Session b) {
    Map<String, Function<Session, String>> fields = new LinkedHashMap<>();
    fields.put("task", s -> s.opened().task());
    fields.put("mode", s -> s.mode().wireName());
    fields.put("policy", s -> s.policy().name() + " " + s.policy().version());
    fields.put(
        "panel", s -> String.join(", ", s.panel().stream().map(VoteAgreement::voter).toList()));
    fields.put("artifact", s -> s.current() == null ? "none" : s.current().sha256().value());
    fields.put("rounds", s -> Integer.toString(s.rounds().size()));
    fields.put("result", SessionComparison::result);
    fields.put("cost", s -> s.cost().toString());
    List<FieldDifference> rows = new ArrayList<>();
    fields.forEach((name, of) -> rows.add(new FieldDifference(name, of.apply(a), of.apply(b))));
    rows.removeIf(row -> row.a().equals(row.b()));
    return rows;
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

  private static List<VotePair> votes(Session a, Session b) {
    return Stream.concat(a.panel().stream(), b.panel().stream())
        .map(PanelMember::peer)
        .distinct()
        .map(peer -> votes(peer, vote(a, peer), vote(b, peer)))
        .filter(pair -> pair.a() != null || pair.b() != null)
        .toList();
  }

  private static VotePair votes(String peer, String left, String right) {
    return new VotePair(peer, left, right, left != null && left.equals(right));
  }

  private static String vote(Session session, String peer) {
    String last = null;
    for (Round round : session.rounds()) {
      BallotCast vote = round.votes().get(peer);
      last = vote == null ? last : vote.status().wireName();
    }
    return last;
  }

  private static List<FindingPair> findings(Session a, Session b) {
    List<FindingPair> rows = new ArrayList<>();
    Set<String> matched = new LinkedHashSet<>();
    for (LedgerFinding left : a.findings().values()) {
      Optional<LedgerFinding> right = same(left, b, matched);
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

  private static Optional<LedgerFinding> same(LedgerFinding left, Session b, Set<String> matched) {
    FindingIdentity said = FindingIdentity.of(left.opened());
    return b.findings().values().stream()
        .filter(right -> !matched.contains(right.opened().id()))
        .filter(right -> FindingIdentity.of(right.opened()).equals(said))
        .findFirst();
  }

  private static FindingPair finding(Finding what, LedgerFinding left, LedgerFinding right) {
    String in = left == null ? "b" : right == null ? "a" : "both";
    return new FindingPair(
        what.owner(), place(left), place(right), in, what.severity(), what.statement());
  }

  private static String place(LedgerFinding finding) {
    return finding == null ? null : finding.opened().id() + " " + finding.state().wireName();
  }
}
