package crossreview.session.analysis;

import static crossreview.session.analysis.GateScenario.BASE;
import static crossreview.session.analysis.GateScenario.CHANGE;
import static crossreview.session.analysis.GateScenario.HEAD;
import static crossreview.session.analysis.GateScenario.approved;
import static crossreview.session.analysis.GateScenario.codes;
import static crossreview.session.analysis.GateScenario.ended;
import static crossreview.session.analysis.GateScenario.finalized;
import static crossreview.session.analysis.GateScenario.messages;
import static crossreview.session.analysis.GateScenario.opened;
import static crossreview.session.analysis.GateScenario.request;
import static crossreview.session.analysis.GateScenario.started;
import static crossreview.session.analysis.GateScenario.submitted;
import static crossreview.session.analysis.GateScenario.trees;
import static crossreview.session.analysis.ReviewScenario.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.event.LifecycleEvent.FinalText;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.command.ArtifactFacts;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gate holds against a session in states that a whole review seldom comes to. */
class GateReasonsTest {
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
