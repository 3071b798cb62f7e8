package crossreview.session.analysis;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.SessionFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate names every reason against a change, and lets only an approval of exactly it through. */
class GateCheckTest {
  private static final String BASE = "12ab".repeat(10);
  private static final String HEAD = "34cd".repeat(10);
  private static final ChangeIdentity CHANGE =
      new ChangeIdentity("shop", "topic", null, null, BASE, HEAD, "comparing main with topic");
  private static final Digest PATCH = Digest.of("patch");
  private static final Actor OPERATOR = new Actor("operator", null);

  @TempDir Path dir;

  @Test
  void aUnanimousReviewOfTheSameTreesPassesAsExact() {
    Session session = reviewed(ready());

    assertTrue(GateCheck.decided(session));
    assertEquals(List.of(), codes(session, BASE, HEAD, "unanimous", true));
    assertTrue(GateCheck.exact(session, request(BASE, HEAD, null, false)));
  }

  @Test
  void otherTreesAreARebaseWhichCanBeRefused() {
    Session session = reviewed(ready());

    assertEquals(List.of(), codes(session, HEAD, HEAD, null, false));
    assertEquals(List.of(GateCode.REBASED), codes(session, HEAD, HEAD, null, true));
    assertEquals(List.of(GateCode.REBASED), codes(session, BASE, BASE, null, true));
    assertEquals(List.of(GateCode.REBASED), codes(session, null, null, null, true));
  }

  @Test
  void aRefusalAndAnotherPolicyAreEachNamed() {
    Session session = reviewed(notReady("no end"));

    assertTrue(GateCheck.decided(session), "it has an answer");
    assertEquals(
        List.of(GateCode.NOT_ACCEPTED, GateCode.OTHER_POLICY),
        codes(session, BASE, HEAD, "strict", false));
  }

  @Test
  void aPeerThatHasToApproveMustHaveVotedReady() {
    Session session = reviewed(ready());
    GateRequest request =
        new GateRequest(PATCH, BASE, HEAD, null, List.of("ada", "eve", "bob"), false);

    assertEquals(
        List.of(
            new GateRefusal(
                GateCode.MISSING_VOTER, "eve did not vote READY on it: it was not on the panel")),
        GateCheck.refusals(session, request));
  }

  @Test
  void anApprovalWithoutSubstanceCanBeRefused() {
    Session session = reviewed(PeerScript.says(thin("LGTM, looks good to me.")));
    GateRequest any =
        new GateRequest(PATCH, BASE, HEAD, null, List.of(), List.of(), false, false, false);
    GateRequest strict =
        new GateRequest(PATCH, BASE, HEAD, null, List.of(), List.of(), false, true, false);

    assertEquals(List.of(), GateCheck.refusals(session, any));
    GateRefusal refusal = GateCheck.refusals(session, strict).getFirst();
    assertEquals(GateCode.THIN_ANSWER, refusal.code());
    assertEquals(
        "ada approved it with no more than \"LGTM, looks good to me.\"", refusal.message());
  }

  @Test
  void aReviewWithoutRulesThatCouldNotBeUsedDoesNotPass() {
    try (ReviewHarness bench = bench(ready())) {
      SessionId id = submitted(bench);
      ContextFile bad =
          new ContextFile(ContextKind.RULE, "REVIEW.md", null, null, null, 0, "it is empty");
      record(
          bench,
          id,
          new SessionCommand.SubmitArtifact(
              Samples.artifact("text\n"),
              List.of(),
              new ArtifactFacts(null, CHANGE, PATCH, List.of(bad))),
          CALLER);
      Session session = bench.run(id);

      assertEquals(List.of(GateCode.RULES_LEFT_OUT), codes(session, BASE, HEAD, null, true));
      assertEquals(
          "it was reviewed without REVIEW.md: it is empty",
          GateCheck.refusals(session, request(BASE, HEAD, null, false)).getFirst().message());
    }
  }

  private static String thin(String summary) {
    return "{\"status\":\"READY\",\"confidence\":\"verified\",\"summary\":\""
        + summary
        + "\",\"findings\":[],\"dispositions\":[]}";
  }

  @Test
  void aContestedOutcomeDoesNotPass() {
    try (ReviewHarness bench = bench(ready())) {
      SessionId id = submitted(bench);
      bench.run(id);
      SessionId by = SessionId.parse("0190b5f0-0000-7000-8000-000000000001").orElseThrow();
      Session session = record(bench, id, new SessionCommand.Contest(by, "wrong", null), CALLER);

      assertEquals(List.of(GateCode.CONTESTED), codes(session, BASE, HEAD, null, false));
    }
  }

  @Test
  void whatAnotherProgramApprovedIsNoAnswerAndDoesNotPass() {
    Session session = SessionFixture.imported().session();

    assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
    assertFalse(GateCheck.decided(session));
    assertTrue(codes(session, null, null, null, false).contains(GateCode.NOT_ACCEPTED));
  }

  @Test
  void aCancelledSessionHasNoAnswer() {
    try (ReviewHarness bench = bench(ready())) {
      SessionId id = submitted(bench);
      Session session = record(bench, id, new SessionCommand.RequestCancel("enough"), CALLER);

      assertFalse(GateCheck.decided(session));
    }
  }

  @Test
  void aTextThatWasSubmittedAfterTheLastRoundHasNoAnswerYet() {
    try (ReviewHarness bench = bench(notReady("no end"))) {
      SessionId id = submitted(bench);
      assertTrue(GateCheck.decided(bench.run(id)));

      bench.submit(id, "other\n");

      assertFalse(GateCheck.decided(bench.view(id)));
    }
  }

  @Test
  void anApprovedRevisionIsNotTheChange() {
    try (ReviewHarness bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready())),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.author("rex", PeerScript.appending("fixed")))) {
      SessionId id = bench.open(RunMode.SHIP, "draft\n");

      Session session = bench.run(id);
      assertEquals(List.of(GateCode.REVISED), codes(session, null, null, null, false));
      assertEquals(
          List.of(), GateCheck.refusals(session, request(null, null, null, false).ofRevision()));
      assertEquals(
          GateCode.REBASED,
          GateCheck.refusals(session, request(null, null, null, true).ofRevision())
              .getFirst()
              .code(),
          "nothing says that it goes to the same tree");
    }
  }

  @Test
  void aWaiverNeedsAReasonAndSomebodyElseThanWhoAskedForTheReview() {
    assertEquals(List.of(), codes(waived(OPERATOR, "it is generated"), BASE, HEAD, null, false));
    assertEquals(
        List.of(GateCode.WAIVED_WITHOUT_REASON),
        codes(waived(OPERATOR, null), BASE, HEAD, null, false));
    assertEquals(
        List.of(GateCode.WAIVED_BY_CALLER),
        codes(waived(CALLER, "mine is right"), BASE, HEAD, null, false));
  }

  private Session waived(Actor by, String reason) {
    try (ReviewHarness bench = bench(inTurn(notReady("no end"), ready()))) {
      SessionId id = submitted(bench);
      bench.run(id);
      record(bench, id, new SessionCommand.Waive("f1", WaiverKind.DEFERRED, reason), by);
      Session session = bench.run(id);
      assertEquals(1, GateCheck.waivers(session).size());
      return session;
    }
  }

  @Test
  void whatACallerKeptFromReviewersIsNamedAndWhatTheBaseExcludesIsNot() {
    List<ScopeExclusion> exclusions =
        List.of(
            new ScopeExclusion("--exclude", List.of("src/key.c")),
            new ScopeExclusion("the base's configuration", List.of("gen/**")));
    try (ReviewHarness bench = bench(ready())) {
      Session session = bench.run(submitted(bench, exclusions));

      GateRequest base =
          new GateRequest(
              PATCH, BASE, HEAD, null, List.of(), List.of("gen/**"), false, false, false);

      assertEquals(
          List.of(
              new GateRefusal(
                  GateCode.EXCLUDED, "src/key.c was kept from the reviewers (--exclude)")),
          GateCheck.refusals(session, base));
      assertEquals(
          List.of(GateCode.EXCLUDED, GateCode.EXCLUDED), codes(session, BASE, HEAD, null, false));
    }
  }

  private Session reviewed(PeerScript script) {
    try (ReviewHarness bench = bench(script)) {
      return bench.run(submitted(bench));
    }
  }

  private ReviewHarness bench(PeerScript script) {
    Path data = dir.resolve("data" + dir.toFile().list().length);
    return new ReviewHarness(
        data, ScriptedPeer.reviewer("ada", script), ScriptedPeer.reviewer("bob", ready()));
  }

  private static SessionId submitted(ReviewHarness bench) {
    return submitted(bench, null);
  }

  private static SessionId submitted(ReviewHarness bench, List<ScopeExclusion> exclusions) {
    SessionId id = bench.open(RunMode.REVIEW, "before\n");
    ArtifactFacts facts = new ArtifactFacts(null, CHANGE, PATCH, null, exclusions);
    bench.submit(id, "text\n"); // puts the blob
    bench.submit(id, "before\n");
    record(
        bench,
        id,
        new SessionCommand.SubmitArtifact(Samples.artifact("text\n"), List.of(), facts),
        CALLER);
    return id;
  }

  private static Session record(
      ReviewHarness bench, SessionId id, SessionCommand command, Actor by) {
    return get(bench.store().sessions().record(id, command, by)).session();
  }

  private static List<GateCode> codes(
      Session session, String base, String head, String policy, boolean refuseRebased) {
    return GateCheck.refusals(session, request(base, head, policy, refuseRebased)).stream()
        .map(GateRefusal::code)
        .toList();
  }

  private static GateRequest request(
      String base, String head, String policy, boolean refuseRebased) {
    return new GateRequest(PATCH, base, head, policy, List.of(), refuseRebased);
  }
}
