package crossreview.session.analysis;

import static crossreview.session.analysis.ReviewScenario.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.FindingOpened;
import crossreview.model.event.LifecycleEvent.FinalText;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.RunEvent.RunEnded;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.analysis.GateCheck.GateWaiver;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a gate holds against a session in states that a whole review seldom comes to. */
class GateReasonsTest {
  private static final String BASE = "12ab".repeat(10);
  private static final String HEAD = "34cd".repeat(10);
  private static final ArtifactFacts CHANGE =
      new ArtifactFacts(
          null,
          new ChangeIdentity("shop", "topic", null, null, BASE, HEAD, "main with topic"),
          Digest.of("patch"));

  private static ReviewScenario opened() {
    return new ReviewScenario().opens(member("ada", "scripted"), member("bob", "scripted"));
  }

  private static ReviewScenario submitted() {
    return opened().submits(Samples.artifact("text"), CHANGE);
  }

  private static ReviewScenario started() {
    return submitted().runs().starts(null);
  }

  private static Session approved(ReviewScenario scenario) {
    return scenario.happens(finalized(SessionOutcome.CONVERGED, null)).session();
  }

  private static SessionFinalized finalized(SessionOutcome outcome, @Nullable FinalText text) {
    EndReason reason =
        outcome == SessionOutcome.CONVERGED
            ? EndReason.UNANIMOUS_READY
            : EndReason.CLOSED_BY_OPERATOR;
    return new SessionFinalized(outcome, reason, null, text, Money.ZERO, null);
  }

  private static RunEnded ended() {
    return new RunEnded("r1", RunResult.STOPPED, EndReason.NO_PROGRESS, 1, Money.ZERO, null);
  }

  private static GateRequest request(String... voters) {
    return new GateRequest(Digest.of("patch"), BASE, HEAD, null, List.of(voters), false);
  }

  /** The same change; only the trees count. */
  private static GateRequest trees(@Nullable String base, @Nullable String head) {
    return new GateRequest(Digest.of("patch"), base, head, null, List.of(), true);
  }

  private static List<String> messages(Session session, GateRequest request) {
    return GateCheck.refusals(session, request).stream().map(GateRefusal::message).toList();
  }

  private static List<GateCode> codes(Session session, GateRequest request) {
    return GateCheck.refusals(session, request).stream().map(GateRefusal::code).toList();
  }

  @Test
  void whatIsNotApprovedIsNamedWithItsEndIfItHasOne() {
    assertEquals(
        List.of(
            new GateRefusal(GateCode.NOT_ACCEPTED, "its review has not ended with an approval")),
        GateCheck.refusals(started().session(), request()));
    assertEquals(
        List.of("its review was closed as closed_by_operator"),
        messages(started().happens(finalized(SessionOutcome.ABORTED, null)).session(), request()));
  }

  @Test
  void onlyAnApprovalOfOtherBytesIsARevision() {
    FinalText other = new FinalText(Digest.of("other"), "final/a.txt");

    Session revised = started().happens(finalized(SessionOutcome.CONVERGED, other)).session();
    assertEquals(
        List.of(
            "a revision was approved and not the change itself: crossreview apply " + revised.id()),
        messages(revised, request()));
    assertEquals(List.of(), codes(revised, request().ofRevision()));
    assertEquals(
        List.of(GateCode.NOT_ACCEPTED),
        codes(started().happens(finalized(SessionOutcome.ABORTED, other)).session(), request()),
        "what is not approved is not a revision either");
  }

  @Test
  void aRevisionIsExactWhereItGoesToTheTreeThatTheChangeWentTo() {
    FinalText other = new FinalText(Digest.of("other"), "final/a.txt");
    Session revised = started().happens(finalized(SessionOutcome.CONVERGED, other)).session();

    assertEquals(List.of(), codes(revised, trees(BASE, null).ofRevision()));
    assertEquals(List.of(GateCode.REBASED), codes(revised, trees(HEAD, HEAD).ofRevision()));
  }

  private static String rebased(Session session, GateRequest request) {
    return String.join("; ", messages(session, request));
  }

  @Test
  void whichTreeIsAnotherOneIsSaid() {
    Session session = approved(started());
    Session plain = approved(opened().submits(Samples.artifact("text"), ArtifactFacts.NONE));

    assertTrue(rebased(session, trees(BASE, BASE)).endsWith("the head is another tree"));
    assertTrue(rebased(session, trees(HEAD, HEAD)).endsWith("the base is another tree"));
    assertTrue(rebased(session, trees(HEAD, BASE)).endsWith("both are others"));
    for (GateRequest untold : List.of(trees(null, HEAD), trees(BASE, null))) {
      assertTrue(
          rebased(session, untold).endsWith("the gate was not told which trees it asks about"));
    }
    assertTrue(rebased(plain, trees(BASE, HEAD)).endsWith("it is known of no tree"));
  }

  @Test
  void aRevisionOfAChangeToAnotherBaseIsSaidToBeOne() {
    FinalText other = new FinalText(Digest.of("other"), "final/a.txt");
    Session revised = started().happens(finalized(SessionOutcome.CONVERGED, other)).session();

    assertTrue(
        rebased(revised, trees(HEAD, HEAD).ofRevision())
            .endsWith("the revision is of a change to another base"));
  }

  @Test
  void whoIsOnTrialOrWasSilentInTheLastRoundDidNotApproveIt() {
    ReviewScenario scenario =
        new ReviewScenario()
            .opens(
                member("ada", "scripted"),
                member("bob", "scripted"),
                member("dee", "scripted").seated(null, false))
            .submits(Samples.artifact("text"), CHANGE)
            .runs()
            .starts(null)
            .votes("ada", "by the plan", null)
            .votes("dee", "by the plan", null)
            .counts("ada");

    assertEquals(
        List.of(
            "bob did not vote READY on it and not at all in the last round",
            "dee did not vote READY on it with a vote that counts: it is on trial"),
        messages(approved(scenario), request("bob", "dee")));
  }

  @Test
  void aTextThatIsNoChangeOfARepositoryIsNeverExact() {
    ReviewScenario scenario = opened();
    assertFalse(GateCheck.exact(scenario.session(), request()), "nothing is submitted");
    assertEquals(
        List.of(GateCode.NOT_ACCEPTED, GateCode.REBASED),
        codes(scenario.session(), trees(BASE, HEAD).ofRevision()));

    Session plain = approved(scenario.submits(Samples.artifact("text"), ArtifactFacts.NONE));
    assertEquals(List.of(GateCode.REBASED), codes(plain, trees(BASE, HEAD)));
    assertEquals(List.of(GateCode.REBASED), codes(plain, trees(BASE, HEAD).ofRevision()));
  }

  @Test
  void onlyAReadyOfTheLastRoundIsTheVoteThatIsAskedFor() {
    ReviewScenario scenario =
        started()
            .votes("ada", "by the plan", null)
            .votes("bob", VerdictStatus.NOT_READY, "no end", null)
            .votes("cy", "of half of it", null)
            .counts("ada");
    Session session = approved(scenario);

    assertEquals(List.of(), messages(session, request("ada")));
    assertEquals(
        List.of(
            "bob did not vote READY on it but NOT_READY",
            "cy did not vote READY on it: it was not on the panel"),
        messages(session, request("ada", "bob", "cy")));
    assertEquals(
        List.of("ada did not vote READY on it: there was no round"),
        messages(approved(submitted()), request("ada")),
        "there was no round");
  }

  @Test
  void anyPolicyDoesWhereNoneIsAskedForAndElseOnlyThatOne() {
    Session session = approved(started());

    assertEquals(List.of(), codes(session, policy("unanimous")));
    assertEquals(
        List.of("it was decided by the policy unanimous and not by strict"),
        messages(session, policy("strict")));
  }

  private static GateRequest policy(String name) {
    return new GateRequest(Digest.of("patch"), BASE, HEAD, name, List.of(), false);
  }

  @Test
  void aThinAnswerIsQuotedAndOneThatVotedWithSubstanceOrNotAtAllIsNotNamed() {
    GateRequest strict =
        new GateRequest(
            Digest.of("patch"), BASE, HEAD, null, List.of(), List.of(), false, true, false);

    assertEquals(
        List.of("ada approved it with no more than \"LGTM\""),
        messages(approved(started().votes("ada", "LGTM", null)), strict));
    assertEquals(
        List.of("bob approved it without a word"),
        messages(
            approved(
                started().votes("ada", "a.c frees what it reads", null).votes("bob", "", null)),
            strict));
    assertEquals(List.of(), messages(approved(submitted()), strict), "there was no round");
  }

  @Test
  void whatNobodyWasShownOrAnApprovingPeerWasNotIsNamed() {
    ReviewScope scope =
        new ReviewScope(
            2, List.of(), List.of(new PartGroup("no hunk", "2", 1, List.of("big.txt"))));
    VoteCoverage nothing = new VoteCoverage(2, "", List.of());

    assertEquals(
        List.of(
            new GateRefusal(GateCode.NOT_COVERED, "nobody was shown big.txt (no hunk)"),
            new GateRefusal(GateCode.NOT_COVERED, "ada approved it and was not shown part 1 of 2")),
        GateCheck.refusals(
            approved(submitted().runs().starts(scope).votes("ada", "by the plan", nothing)),
            request()));
  }

  @Test
  void onlyARuleThatCouldNotBeUsedIsARuleThatIsLeftOut() {
    ContextFile used =
        new ContextFile(ContextKind.RULE, "A.md", null, null, Digest.of("a"), 1, null);
    ContextFile attached =
        new ContextFile(ContextKind.ATTACHED, "B.md", null, null, null, 0, "too long");
    ContextFile bad = new ContextFile(ContextKind.RULE, "C.md", null, null, null, 0, "empty");
    ArtifactFacts facts =
        new ArtifactFacts(null, CHANGE.change(), null, List.of(used, attached, bad));

    assertEquals(
        List.of("it was reviewed without C.md: empty"),
        messages(approved(opened().submits(Samples.artifact("text"), facts)), request()));
  }

  @Test
  void onlyABlockingFindingThatWasOverruledIsAWaiver() {
    ReviewScenario scenario = started();
    finding(scenario, "f1", FindingSeverity.BLOCKING, FindingState.WAIVED, "generated");
    finding(scenario, "f2", FindingSeverity.ADVICE, FindingState.WAIVED, null);
    finding(scenario, "f3", FindingSeverity.BLOCKING, FindingState.RESOLVED, null);
    finding(scenario, "f4", FindingSeverity.BLOCKING, FindingState.WAIVED, " ");
    finding(scenario, "f5", FindingSeverity.BLOCKING, FindingState.WAIVED, null);
    Session session = approved(scenario);

    assertEquals(
        List.of(
            new GateWaiver("f1", "about f1", "test", "generated"),
            new GateWaiver("f4", "about f4", "test", " "),
            new GateWaiver("f5", "about f5", "test", null)),
        GateCheck.waivers(session));
    assertEquals(
        List.of("f4 was waived by test without a reason", "f5 was waived by test without a reason"),
        messages(session, request()));
  }

  @Test
  void aFileThatAPersonRuledOutIsAWaiverForTheTextThatTheRulingIsAbout() {
    ReviewScope scope =
        new ReviewScope(
            2, List.of(), List.of(new PartGroup("no hunk", "2", 1, List.of("big.txt"))));
    ReviewScenario scenario =
        submitted()
            .runs()
            .starts(scope)
            .counts()
            .happens(ended())
            .does(new SessionCommand.ExcludeFile("big.txt", "a dump", "eve"));

    assertEquals(
        List.of(new GateWaiver("big.txt", "was not shown to everybody", "eve", "a dump")),
        GateCheck.waivers(scenario.session()));
    assertEquals(
        List.of(),
        GateCheck.waivers(scenario.submits(Samples.artifact("newer"), CHANGE).session()));
  }

  @Test
  void whoAskedForTheReviewMayNotOverruleItEvenWithAReason() {
    ReviewScenario scenario = started();
    scenario.happens(new FindingOpened(found("f1", FindingSeverity.BLOCKING)));
    scenario.happens(moved("f1", FindingState.WAIVED, "mine is right"), "caller");

    assertEquals(
        List.of("f1 was waived by caller, who asked for the review"),
        messages(approved(scenario), request()));
  }

  private static void finding(
      ReviewScenario scenario,
      String id,
      FindingSeverity severity,
      FindingState to,
      @Nullable String reason) {
    scenario.happens(new FindingOpened(found(id, severity))).happens(moved(id, to, reason));
  }

  private static Finding found(String id, FindingSeverity severity) {
    return new Finding(
        id, "ada", FindingKind.DEFECT, severity, "about " + id, List.of(), 1, List.of());
  }

  private static FindingMoved moved(String id, FindingState to, @Nullable String reason) {
    return new FindingMoved(
        id, FindingState.OPEN, to, MoveMethod.OPERATOR, reason, WaiverKind.DEFERRED);
  }

  @Test
  void aSessionHasAnAnswerOnceTheRoundAboutTheSubmittedTextIsCountedAndItsRunIsOver() {
    assertFalse(GateCheck.decided(opened().session()), "nothing is submitted");
    assertFalse(GateCheck.decided(submitted().session()), "there was no round");
    assertFalse(GateCheck.decided(started().counts().session()), "the run goes on");
    assertFalse(GateCheck.decided(started().happens(ended()).session()), "it is not counted");
    assertTrue(GateCheck.decided(started().counts().happens(ended()).session()));
    assertFalse(
        GateCheck.decided(
            started()
                .counts()
                .happens(ended())
                .submits(Samples.artifact("newer"), CHANGE)
                .session()),
        "it is about another text");
  }

  @Test
  void aClosedSessionHasAnAnswerOnlyIfItApproves() {
    assertTrue(GateCheck.decided(approved(started())));
    assertFalse(
        GateCheck.decided(
            started()
                .counts()
                .happens(ended())
                .happens(finalized(SessionOutcome.ABORTED, null))
                .session()));
  }
}
