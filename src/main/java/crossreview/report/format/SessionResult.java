package crossreview.report.format;

import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.RoundBlocker;
import crossreview.report.OutcomeSentence;
import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.FindingGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a review came to, read from its session once for every format; texts may be shown as they
 * are. Pure.
 *
 * @param plain how texts are made fit to be shown
 * @param code {@code unanimous}, {@code accepted}, {@code revised}, {@code not_approved}, {@code
 *     running} or {@code not_reviewed}
 * @param verdict the same as a sentence
 * @param change which change was reviewed; absent means a text from elsewhere
 * @param reviewed the text that was reviewed last; empty for formats that do not quote it
 * @param blockers what the last round's count names as the reason, without findings
 */
record SessionResult(
    Session session,
    PlainText plain,
    String code,
    String verdict,
    String task,
    @Nullable ChangeIdentity change,
    String reviewed,
    List<ResultFinding> findings,
    List<ResultNotice> blockers) {
  private static final String UNNAMED = "the reviewed text";

  /** Something that prevents approval and is not a finding: who, which code, in words. */
  record ResultNotice(String peer, String code, String detail) {}

  static SessionResult of(Session session, String reviewed, PlainText plain) {
    String code = code(session);
    return new SessionResult(
        session,
        plain,
        code,
        verdict(session, code),
        plain.of(session.opened().task()),
        session.supplement().submitted() == null ? null : session.supplement().submitted().change(),
        reviewed,
        findings(session, plain),
        approved(code) ? List.of() : blockers(session, plain));
  }

  private static String code(Session session) {
    if (session.opened().importedFrom() != null) {
      return "not_reviewed"; // not here
    }
    if (session.closed() && session.finalized().outcome() == SessionOutcome.CONVERGED) {
      boolean accepted = session.finalized().reason() == EndReason.ACCEPTED_BY_POLICY;
      return session.revised() ? "revised" : accepted ? "accepted" : "unanimous";
    }
    if (session.running()) {
      return "running";
    }
    return session.rounds().isEmpty() ? "not_reviewed" : "not_approved";
  }

  private static String verdict(Session session, String code) {
    int count = session.rounds().size();
    String rounds = count + (count == 1 ? " round" : " rounds");
    return switch (code) {
      case "unanimous" -> "Approved: unanimous after " + rounds;
      case "accepted" -> "Approved by the policy after " + rounds + ", not unanimous";
      case "revised" ->
          "Not approved as submitted: a revision was approved after "
              + rounds
              + "; crossreview apply "
              + session.id()
              + " applies it";
      case "running" -> "Not approved yet: the review is running, " + rounds + " so far";
      default -> "Not approved after " + rounds + ": " + reason(session);
    };
  }

  private static String reason(Session session) {
    if (session.closed()) {
      return OutcomeSentence.words(session.finalized().reason());
    }
    return session.hasRun() && session.run().over()
        ? OutcomeSentence.words(session.run().ended().reason())
        : "no review was run";
  }

  /** What several peers say is one result, in the order of the session. */
  private static List<ResultFinding> findings(Session session, PlainText plain) {
    Map<String, FindingGroup> groups = new HashMap<>();
    FindingGroup.of(session).forEach(group -> groups.put(group.first().id(), group));
    Map<String, Integer> seen = new HashMap<>();
    List<ResultFinding> all = new ArrayList<>();
    for (LedgerFinding found : session.findings().values()) {
      int before = seen.merge(ResultFinding.identity(found.opened()), 1, Integer::sum) - 1;
      FindingGroup group = groups.get(found.opened().id());
      if (group != null) {
        ResultFinding first =
            ResultFinding.of(found, session.blocks(found), session.rounds().size(), before, plain);
        all.add(first.with(group, plain));
      }
    }
    return List.copyOf(all);
  }

  private static List<ResultNotice> blockers(Session session, PlainText plain) {
    Round round = session.lastRound().orElse(null);
    if (round == null || !round.counted()) {
      return List.of();
    }
    return round.completed().blockers().stream()
        .filter(blocker -> blocker.finding() == null)
        .map(blocker -> notice(blocker, plain))
        .toList();
  }

  private static ResultNotice notice(RoundBlocker blocker, PlainText plain) {
    return new ResultNotice(
        plain.line(blocker.peer()), plain.line(blocker.code()), plain.of(blocker.detail()));
  }

  private static boolean approved(String code) {
    return code.equals("unanimous") || code.equals("accepted");
  }

  /** Whether exactly the submitted text was approved. */
  boolean approved() {
    return approved(code);
  }

  List<ResultFinding> open() {
    return findings.stream().filter(ResultFinding::open).toList();
  }

  /** The findings that are shown as results: open ones, and those that were overruled. */
  List<ResultFinding> current() {
    return findings.stream().filter(found -> found.open() || found.overruled()).toList();
  }

  long blocking() {
    return findings.stream().filter(ResultFinding::blocks).count();
  }

  /**
   * What is said where a format has findings only: the peers that block without one and, if nothing
   * else says that the review is not approved, the verdict itself.
   */
  List<ResultNotice> notices() {
    List<ResultNotice> all = new ArrayList<>();
    for (ResultNotice blocker : blockers) {
      boolean said =
          findings.stream().anyMatch(f -> f.blocks() && f.owners().contains(blocker.peer()));
      if (!said) {
        all.add(blocker);
      }
    }
    if (!approved() && all.isEmpty() && blocking() == 0) {
      all.add(new ResultNotice("crossreview", code, verdict));
    }
    return all;
  }

  /** The name of the reviewed text, for formats in which everything is in a file. */
  String label() {
    return session.hasArtifact() ? plain.line(session.current().label()) : UNNAMED;
  }

  /** The beginning of the reviewed text. */
  ResultPlace whole() {
    return new ResultPlace(label(), label(), 1, null);
  }

  /** Where a finding is, for formats in which everything is in a file. */
  ResultPlace placeOf(ResultFinding finding) {
    ResultPlace place = finding.place();
    return place == null ? whole() : place;
  }
}
