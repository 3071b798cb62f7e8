package crossreview.session.analysis;

import crossreview.model.Digest;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.run.PanelMember;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerFinding;
import crossreview.session.LedgerFinding.FindingMove;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.CoverageRules;
import crossreview.session.rule.Panel;
import crossreview.session.rule.ThinAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session lets a change through a gate. Total and pure: every reason against it is named.
 */
public final class GateCheck {
  private GateCheck() {}

  /**
   * The change at the gate.
   *
   * @param patchDigest what it changes, see {@code git.PatchDigest}
   * @param baseTree the tree before it, as an id of git; absent where the caller has none
   * @param headTree the tree after it; absent where the caller has none
   * @param policy the only policy that counts; absent for any
   * @param voters peers each of which must have voted READY
   * @param exclusions globs of the files that may be kept from reviewers: what the base excludes
   * @param refuseRebased whether equal changes between other trees are refused
   * @param refuseThin whether an approval without substance is refused
   * @param revision whether it is the revision that the session approved, and not what was
   *     submitted
   */
  public record GateRequest(
      Digest patchDigest,
      @Nullable String baseTree,
      @Nullable String headTree,
      @Nullable String policy,
      List<String> voters,
      List<String> exclusions,
      boolean refuseRebased,
      boolean refuseThin,
      boolean revision) {
    public GateRequest {
      voters = List.copyOf(voters);
      exclusions = List.copyOf(exclusions);
    }

    /** One that takes an approval of what was submitted as it is. */
    public GateRequest(
        Digest patchDigest,
        @Nullable String baseTree,
        @Nullable String headTree,
        @Nullable String policy,
        List<String> voters,
        boolean refuseRebased) {
      this(patchDigest, baseTree, headTree, policy, voters, List.of(), refuseRebased, false, false);
    }

    /** The same change as the approved revision of a session. */
    public GateRequest ofRevision() {
      return new GateRequest(
          patchDigest,
          baseTree,
          headTree,
          policy,
          voters,
          exclusions,
          refuseRebased,
          refuseThin,
          true);
    }
  }

  /** A reason not to let it through. */
  public record GateRefusal(GateCode code, String message) {}

  /**
   * A blocking finding that an operator overruled, or a file that need not be shown.
   *
   * @param finding its id, or the path of the file
   */
  public record GateWaiver(String finding, String statement, String by, @Nullable String reason) {}

  /** Every reason against the change, in a fixed order; empty lets it through. */
  public static List<GateRefusal> refusals(Session session, GateRequest request) {
    List<GateRefusal> found = new ArrayList<>();
    if (!accepted(session)) {
      found.add(notAccepted(session));
    } else if (session.revised() && !request.revision()) {
      found.add(
          new GateRefusal(
              GateCode.REVISED,
              "a revision was approved and not the change itself: crossreview apply "
                  + session.id()));
    }
    if (session.supplement().contest() != null) {
      String by = session.supplement().contest().by();
      found.add(new GateRefusal(GateCode.CONTESTED, "its outcome is contested by " + by));
    }
    for (String voter : request.voters()) {
      boolean voted = session.lastRound().filter(round -> ready(round, voter)).isPresent();
      if (!voted || Panel.isTrial(session, voter)) {
        String message = voter + " did not vote READY on it" + instead(session, voter);
        found.add(new GateRefusal(GateCode.MISSING_VOTER, message));
      }
    }
    otherPolicy(session, request, found);
    boolean same = request.revision() ? sameBase(session, request) : exact(session, request);
    if (request.refuseRebased() && !same) {
      String message =
          "the same change was reviewed between other trees, before a rebase: "
              + difference(session, request);
      found.add(new GateRefusal(GateCode.REBASED, message));
    }
    if (request.refuseThin()) {
      session.lastRound().ifPresent(round -> thin(session, round, found));
    }
    session.lastRound().ifPresent(round -> notCovered(session, round, found));
    excluded(session, request, found);
    withoutRules(session, found);
    waivers(session).forEach(waiver -> waived(session, waiver, found));
    return List.copyOf(found);
  }

  /** What a voter did instead of approving, to follow a sentence. */
  private static String instead(Session session, String voter) {
    boolean member = session.panel().stream().anyMatch(seat -> seat.peer().equals(voter));
    if (!member) {
      return ": it was not on the panel";
    }
    if (Panel.isTrial(session, voter)) {
      return " with a vote that counts: it is on trial";
    }
    if (session.lastRound().isEmpty()) {
      return ": there was no round";
    }
    BallotCast vote = session.lastRound().map(round -> round.votes().get(voter)).orElse(null);
    if (vote == null) {
      return " and not at all in the last round";
    }
    return vote.status() == VerdictStatus.READY
        ? " in a way that counts"
        : " but " + vote.status().wireName();
  }

  private static void otherPolicy(Session session, GateRequest request, List<GateRefusal> found) {
    if (request.policy() != null && !request.policy().equals(session.policy().name())) {
      found.add(
          new GateRefusal(
              GateCode.OTHER_POLICY,
              "it was decided by the policy "
                  + session.policy().name()
                  + " and not by "
                  + request.policy()));
    }
  }

  private static void thin(Session session, Round round, List<GateRefusal> found) {
    for (PanelMember member : session.panel()) {
      BallotCast vote = round.votes().get(member.peer());
      if (vote != null && !member.onTrial() && ThinAnswer.is(vote, member.kind())) {
        String said =
            vote.summary().isBlank()
                ? " approved it without a word"
                : " approved it with no more than \"" + vote.summary() + "\"";
        found.add(new GateRefusal(GateCode.THIN_ANSWER, member.peer() + said));
      }
    }
  }

  private static void notCovered(Session session, Round round, List<GateRefusal> found) {
    new CoverageRules(session, round)
        .gaps()
        .forEach(gap -> found.add(new GateRefusal(GateCode.NOT_COVERED, gap)));
  }

  /** The caller of a review does not decide what of the change is reviewed. */
  private static void excluded(Session session, GateRequest request, List<GateRefusal> found) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    for (ScopeExclusion exclusion :
        submitted == null ? List.<ScopeExclusion>of() : submitted.excluded()) {
      for (String glob : exclusion.globs()) {
        if (!request.exclusions().contains(glob)) {
          String message = glob + " was kept from the reviewers (" + exclusion.reason() + ")";
          found.add(new GateRefusal(GateCode.EXCLUDED, message));
        }
      }
    }
  }

  private static void withoutRules(Session session, List<GateRefusal> found) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    for (ContextFile file : submitted == null ? List.<ContextFile>of() : submitted.beside()) {
      if (file.kind() == ContextKind.RULE && file.omitted() != null) {
        found.add(
            new GateRefusal(
                GateCode.RULES_LEFT_OUT,
                "it was reviewed without " + file.path() + ": " + file.omitted()));
      }
    }
  }

  private static boolean ready(Round round, String voter) {
    BallotCast ballot = round.votes().get(voter);
    return ballot != null
        && ballot.status() == VerdictStatus.READY
        && round.counted()
        && round.completed().ready().contains(voter); // not one that the count left out
  }

  private static GateRefusal notAccepted(Session session) {
    String state =
        session.closed()
            ? "was closed as " + session.finalized().reason().wireName()
            : "has not ended with an approval";
    return new GateRefusal(GateCode.NOT_ACCEPTED, "its review " + state);
  }

  private static void waived(Session session, GateWaiver waiver, List<GateRefusal> found) {
    String what = waiver.finding() + " was waived by " + waiver.by();
    if (waiver.reason() == null || waiver.reason().isBlank()) {
      found.add(new GateRefusal(GateCode.WAIVED_WITHOUT_REASON, what + " without a reason"));
    }
    if (waiver.by().equals(session.opened().petitioner())) {
      found.add(new GateRefusal(GateCode.WAIVED_BY_CALLER, what + ", who asked for the review"));
    }
  }

  private static boolean accepted(Session session) {
    return session.closed()
        && session.opened().importedFrom() == null // by other rules, and verified by nobody
        && session.finalized().outcome() == SessionOutcome.CONVERGED;
  }

  /** Whether the session has an answer, for or against the change that was submitted last. */
  public static boolean decided(Session session) {
    return accepted(session)
        || !session.running()
            && !session.closed()
            && session.lastRound().filter(round -> answers(session, round)).isPresent();
  }

  private static boolean answers(Session session, Round round) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return round.counted()
        && submitted != null
        && submitted.artifact().sha256().equals(round.artifact());
  }

  /** Whether the trees are the same, so that nothing around the change differs either. */
  public static boolean exact(Session session, GateRequest request) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    ChangeIdentity change = submitted == null ? null : submitted.change();
    return change != null
        && change.baseTree().equals(request.baseTree())
        && change.headTree().equals(request.headTree());
  }

  /** Which tree is another one. */
  private static String difference(Session session, GateRequest request) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    ChangeIdentity change = submitted == null ? null : submitted.change();
    if (change == null) {
      return "it is known of no tree";
    }
    if (request.baseTree() == null || request.headTree() == null) {
      return "the gate was not told which trees it asks about";
    }
    if (request.revision()) {
      return "the revision is of a change to another base";
    }
    boolean base = change.baseTree().equals(request.baseTree());
    boolean head = change.headTree().equals(request.headTree());
    return base
        ? "the head is another tree"
        : head ? "the base is another tree" : "both are others";
  }

  /** Whether a revision goes to the tree that the submitted change went to. */
  private static boolean sameBase(Session session, GateRequest request) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    ChangeIdentity change = submitted == null ? null : submitted.change();
    return change != null && change.baseTree().equals(request.baseTree());
  }

  /** The blocking findings that an operator overruled, and the files that need not be shown. */
  public static List<GateWaiver> waivers(Session session) {
    Stream<GateWaiver> files =
        session.steering().rulings().stream()
            .filter(r -> session.hasArtifact() && r.artifact().equals(session.current().sha256()))
            .map(r -> new GateWaiver(r.path(), "was not shown to everybody", r.by(), r.reason()));
    Stream<GateWaiver> findings =
        session.findings().values().stream()
            .filter(finding -> finding.state() == FindingState.WAIVED)
            .filter(finding -> finding.opened().severity() == FindingSeverity.BLOCKING)
            .map(GateCheck::waiver);
    return Stream.concat(findings, files).toList();
  }

  private static GateWaiver waiver(LedgerFinding finding) {
    FindingMove last = finding.moves().getLast();
    return new GateWaiver(
        finding.opened().id(), finding.opened().statement(), last.by(), last.moved().reason());
  }
}
