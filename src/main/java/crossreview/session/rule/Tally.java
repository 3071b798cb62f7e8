package crossreview.session.rule;

import crossreview.model.ValueChecks;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.BlockingRules;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts a round. Unanimous: every member who is not excused voted READY on exactly the current
 * bytes, no blocking finding is open, and at least {@code floor} voted. Accepted: the session's
 * policy asks for less and has it. Too few voters because others were excused: inconclusive.
 * Everything else is divided, with every blocker named. A peer that abstains is present without a
 * vote: it counts for the floor, and each part of the artifact needs a voter who looked at it. A
 * peer on trial is counted nowhere: neither its vote, nor its findings, nor its absence.
 */
public final class Tally {
  /** A reminder: the whole statement is in the finding. 64 of these fit into a line. */
  static final int DETAIL_MAX = 120;

  /** What a dry round must not have. */
  public static final String NOT_DRY = "not_dry";

  private static final String FAMILY_FLOOR = "family_floor";
  private static final String NOT_COVERED = "not_covered";

  private final Session session;
  private final Round round;
  private final CoverageRules coverageRules;
  private final List<RoundBlocker> blockers = new ArrayList<>();

  private Tally(Session session, Round round) {
    this.session = session;
    this.round = Panel.counted(session, round);
    this.coverageRules = new CoverageRules(session, round);
  }

  public static RoundCompleted of(Session session, Round round) {
    return new Tally(session, round).count();
  }

  private RoundCompleted count() {
    round.panel().forEach(this::block);
    findingsOfOthers();
    newlyRaised();
    families();
    blockers.addAll(coverageRules.blockers(counted()));
    TallyResult result = result();
    return new RoundCompleted(
        round.number(),
        result,
        reason(result),
        voted(VerdictStatus.READY),
        voted(VerdictStatus.NOT_READY),
        voted(VerdictStatus.NEEDS_EVIDENCE),
        List.copyOf(round.rejected().keySet()),
        List.copyOf(round.excused().keySet()),
        blockers.subList(0, Math.min(blockers.size(), RoundCompleted.BLOCKERS_MAX)),
        session.costOf(round.number()),
        null,
        List.copyOf(round.abstained().keySet()),
        null);
  }

  private TallyResult result() {
    int voters = counted().size();
    int floor = session.limits().floor();
    int present = voters + round.abstained().size();
    if (voters == 0 && !round.abstained().isEmpty()) {
      return round.rejected().isEmpty() ? TallyResult.INCONCLUSIVE : TallyResult.DIVIDED;
    }
    if (present < floor && present + round.excused().size() >= floor) {
      return TallyResult.INCONCLUSIVE;
    }
    if (present < floor) {
      return TallyResult.DIVIDED;
    }
    if (blockers.isEmpty() && voted(VerdictStatus.READY).size() + overruled() == voters) {
      return TallyResult.UNANIMOUS;
    }
    if (onlyFamiliesAreAway()) {
      return TallyResult.INCONCLUSIVE;
    }
    return accepted() ? TallyResult.ACCEPTED : TallyResult.DIVIDED;
  }

  private boolean accepted() {
    PolicyRules rules = session.policy().rules();
    return switch (rules.rule()) {
      case UNANIMOUS, UNANIMOUS_AND_DRY -> false;
      case SEVERITY_VETO -> blockers.isEmpty();
      case K_OF_N ->
          voted(VerdictStatus.READY).size() >= rules.needed()
              && enoughFamilies(ready())
              && coverageRules.complete(counted());
    };
  }

  /** Under the dry rule everything that a vote of this round opened blocks, advice too. */
  private void newlyRaised() {
    if (session.policy().rules().rule() != ApprovalRule.UNANIMOUS_AND_DRY) {
      return;
    }
    Set<String> named = named();
    for (LedgerFinding finding : session.findings().values()) {
      String id = finding.opened().id();
      boolean raised =
          finding.opened().openedRound() == round.number()
              && !Panel.isTrial(session, finding.opened().owner());
      if (raised && finding.state() == FindingState.OPEN && !named.contains(id)) {
        add(finding.opened().owner(), NOT_DRY, id, finding.opened().statement());
      }
    }
  }

  private void families() {
    Set<String> families = ready();
    Integer floor = session.policy().rules().familyFloor();
    if (floor != null && families.size() < floor) {
      String from = families.isEmpty() ? "no model family" : families.size() + " " + families;
      add("policy", FAMILY_FLOOR, null, "READY from " + from + ", at least " + floor + " must");
    }
  }

  private boolean enoughFamilies(Set<String> families) {
    Integer floor = session.policy().rules().familyFloor();
    return floor == null || families.size() >= floor;
  }

  /** The model families that said READY. */
  private Set<String> ready() {
    return Panel.families(session, voted(VerdictStatus.READY));
  }

  /** Whether nothing is missing but families whose members are unavailable. */
  private boolean onlyFamiliesAreAway() {
    boolean only =
        blockers.stream().allMatch(roundBlocker -> roundBlocker.code().equals(FAMILY_FLOOR));
    List<String> could = new ArrayList<>(voted(VerdictStatus.READY));
    could.addAll(round.excused().keySet());
    return !blockers.isEmpty() && only && enoughFamilies(Panel.families(session, could));
  }

  private void block(String peer) {
    BallotCast vote = round.votes().get(peer);
    if (round.excused().containsKey(peer) || round.abstained().containsKey(peer)) {
      return;
    }
    if (round.rejected().containsKey(peer)) {
      String hint = LedgerCall.lastHint(session.callsOf(round.number()), peer);
      add(peer, round.rejected().get(peer), null, hint);
    } else if (vote == null || !counts(vote)) {
      add(peer, "no_vote", null, "did not vote on these bytes");
    } else if (vote.status() != VerdictStatus.READY && !onlySettled(vote)) {
      dissent(peer, vote);
    } else if (vote.status() == VerdictStatus.READY && !coverageRules.covers(vote)) {
      add(peer, NOT_COVERED, null, "was not shown " + coverageRules.unseen(vote));
    } else if (vote.status() == VerdictStatus.READY && QuoteRules.invents(session, vote)) {
      add(peer, QuoteRules.CODE, null, QuoteRules.words(vote));
    }
  }

  private void add(String peer, String code, @Nullable String finding, String detail) {
    blockers.add(new RoundBlocker(peer, code, finding, ValueChecks.cut(detail, DETAIL_MAX)));
  }

  private void dissent(String peer, BallotCast vote) {
    String code = vote.status() == VerdictStatus.NOT_READY ? "not_ready" : "needs_evidence";
    List<LedgerFinding> own = open(peer);
    if (own.isEmpty() && session.policy().rules().rule() != ApprovalRule.SEVERITY_VETO) {
      add(peer, code, null, vote.summary());
    }
    for (LedgerFinding finding : own) {
      String id = finding.opened().id();
      add(peer, code, id, finding.opened().statement());
    }
  }

  /** A blocking finding stays in the way when its owner was excused, now writes, or said READY. */
  private void findingsOfOthers() {
    Set<String> named = named();
    for (LedgerFinding finding : session.findings().values()) {
      String id = finding.opened().id();
      if (session.blocks(finding) && !named.contains(id)) {
        String owner = finding.opened().owner();
        add(owner, "open_finding", id, finding.opened().statement());
      }
    }
  }

  private Set<String> named() {
    return blockers.stream().map(RoundBlocker::finding).collect(Collectors.toSet());
  }

  private List<LedgerFinding> open(String owner) {
    return session.findings().values().stream()
        .filter(finding -> session.blocks(finding) && finding.opened().owner().equals(owner))
        .toList();
  }

  private boolean counts(BallotCast vote) {
    return vote.artifact().equals(round.artifact())
        && vote.artifact().equals(session.current().sha256());
  }

  private List<BallotCast> counted() {
    return round.panel().stream()
        .map(round.votes()::get)
        .filter(vote -> vote != null && counts(vote))
        .toList();
  }

  private List<String> voted(VerdictStatus verdictStatus) {
    return counted().stream()
        .filter(vote -> vote.status() == verdictStatus)
        .filter(vote -> verdictStatus != VerdictStatus.READY || approves(vote))
        .map(BallotCast::peer)
        .toList();
  }

  private boolean approves(BallotCast vote) {
    return coverageRules.covers(vote) && !QuoteRules.invents(session, vote);
  }

  private String reason(TallyResult result) {
    int voters = counted().size();
    return switch (result) {
      case UNANIMOUS ->
          voters
              + " of "
              + round.panel().size()
              + " voted, "
              + agreement()
              + abstentions()
              + coverageRules.carried(counted())
              + coverageRules.exclusions();
      case ACCEPTED ->
          voted(VerdictStatus.READY).size()
              + " of "
              + round.panel().size()
              + " READY, enough for policy "
              + session.policy().name()
              + coverageRules.carried(counted())
              + coverageRules.exclusions();
      case INCONCLUSIVE -> inconclusive(voters);
      case DIVIDED ->
          (blockers.isEmpty()
                  ? voters + " voted, at least " + session.limits().floor() + " must"
                  : blockers.size() + (blockers.size() == 1 ? " blocker" : " blockers"))
              + Oscillation.of(session).remark();
    };
  }

  private String inconclusive(int voters) {
    if (voters == 0 && !round.abstained().isEmpty()) {
      return "no peer had anything to check" + abstentions();
    }
    int floor = session.limits().floor();
    return voters + round.abstained().size() < floor
        ? voters + " voted, at least " + floor + " must; others unavailable"
        : blockers.getFirst().detail() + "; others unavailable";
  }

  private String agreement() {
    long overruled = overruled();
    boolean all =
        session.findings().values().stream().filter(LedgerFinding::blocks).allMatch(this::covered);
    boolean proves = session.policy().rules().requiresProof();
    String rest = proves ? "what no execution confirmed" : "what the change did not touch";
    String what = all ? "what a ruling settled" : rest;
    return overruled == 0 ? "all READY" : "no objections, " + overruled + " only to " + what;
  }

  private boolean covered(LedgerFinding finding) {
    return session.policy().rules().covers(finding.opened())
        && !BlockingRules.unconfirmed(session, finding);
  }

  private long overruled() {
    return counted().stream().filter(this::onlySettled).count();
  }

  /** Whether a vote objects, and to nothing but findings of its own that do not block. */
  private boolean onlySettled(BallotCast vote) {
    List<LedgerFinding> blocking =
        session.findings().values().stream()
            .filter(finding -> finding.opened().severity() == FindingSeverity.BLOCKING)
            .filter(finding -> finding.opened().owner().equals(vote.peer()))
            .filter(finding -> objects(vote, finding.opened().id()))
            .toList();
    return vote.status() != VerdictStatus.READY
        && vote.unadmitted() == null
        && !blocking.isEmpty()
        && blocking.stream().allMatch(finding -> finding.ruled() || !covered(finding))
        && open(vote.peer()).isEmpty();
  }

  /** Whether a vote opens a finding, states it once more, or says that it stands. */
  private static boolean objects(BallotCast vote, String finding) {
    return vote.findings().contains(finding) || vote.upholds(finding);
  }

  private String abstentions() {
    return round.abstained().isEmpty() ? "" : ", " + round.abstained().size() + " abstained";
  }
}
