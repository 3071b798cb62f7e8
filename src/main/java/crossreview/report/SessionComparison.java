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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  public record VotePair(String peer, @Nullable String a, @Nullable String b, boolean same) {}

  /**
   * A finding with its id and state in each.
   *
   * @param in a, b or both
   */
  public record FindingPair(
      String peer,
      @Nullable String a,
      @Nullable String b,
      String in,
      FindingSeverity severity,
      String statement) {}

  /** The comparison of two sessions. */
  public static SessionComparison of(Session a, Session b) {
    boolean same = a.hasArtifact() && b.hasArtifact() && a.current().equals(b.current());
    return new SessionComparison(same, different(a, b), votes(a, b), findings(a, b));
  }

  private static List<FieldDifference> different(Session a, Session b) {
    return Stream.of(
            field("task", a, b, s -> s.opened().task()),
            field("mode", a, b, s -> s.mode().wireName()),
            field("policy", a, b, s -> s.policy().name() + " " + s.policy().version()),
            field("panel", a, b, SessionComparison::voters),
            field("artifact", a, b, SessionComparison::artifact),
            field("rounds", a, b, s -> Integer.toString(s.rounds().size())),
            field("result", a, b, SessionComparison::result),
            field("cost", a, b, s -> s.cost().toString()))
        .filter(row -> !row.a().equals(row.b()))
        .toList();
  }

  private static FieldDifference field(
      String name, Session a, Session b, Function<Session, String> of) {
    return new FieldDifference(name, of.apply(a), of.apply(b));
  }

  private static String voters(Session session) {
    return String.join(", ", session.panel().stream().map(VoteAgreement::voter).toList());
  }

  private static String artifact(Session session) {
    return session.hasArtifact() ? session.current().sha256().value() : "none";
  }

  private static String result(Session session) {
    if (session.closed()) {
      return session.finalized().reason().wireName();
    }
    if (session.running()) {
      return "running";
    }
    return session.hasRun() ? session.run().ended().reason().wireName() : "not begun";
  }

  private static List<VotePair> votes(Session a, Session b) {
    return Stream.concat(a.panel().stream(), b.panel().stream())
        .map(PanelMember::peer)
        .distinct()
        .map(peer -> votes(peer, vote(a, peer), vote(b, peer)))
        .filter(pair -> pair.a() != null || pair.b() != null)
        .toList();
  }

  private static VotePair votes(String peer, @Nullable String left, @Nullable String right) {
    return new VotePair(peer, left, right, left != null && left.equals(right));
  }

  private static @Nullable String vote(Session session, String peer) {
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

  private static FindingPair finding(
      Finding what, @Nullable LedgerFinding left, @Nullable LedgerFinding right) {
    String in = left == null ? "b" : right == null ? "a" : "both";
    return new FindingPair(
        what.owner(), place(left), place(right), in, what.severity(), what.statement());
  }

  private static @Nullable String place(@Nullable LedgerFinding finding) {
    return finding == null ? null : finding.opened().id() + " " + finding.state().wireName();
  }
}
