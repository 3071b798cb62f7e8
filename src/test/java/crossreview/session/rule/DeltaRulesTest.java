package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.CallEvent.CallReleased;
import crossreview.model.event.CallEvent.CallSettled;
import crossreview.model.event.LifecycleEvent.EvidenceAttached;
import crossreview.model.event.LifecycleEvent.SessionSteered;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.SteeringAction;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Round;
import crossreview.testkit.RulesBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which earlier approval spares a reviewer what did not change. */
class DeltaRulesTest {
  private static final int NONE = 0;

  private final RoundHistory history = RoundHistory.under(delta(true));

  static PolicyRules delta(Boolean delta) {
    return RulesBuilder.unanimous().delta(delta).build();
  }

  /** The number of the round whose approval is carried over; 0 for none. */
  private int basis(String peer, String model) {
    return DeltaRules.basis(history.session(), peer, model).map(Round::number).orElse(NONE);
  }

  private int basis() {
    return basis("ada", "m1");
  }

  /** The next round, in which ada approves the current text, with the answer of a model. */
  private void approved(String model) {
    history.begins();
    answered("ada", CallPurpose.REVIEW, model);
    history.ready("ada", null).counts(TallyResult.DIVIDED);
  }

  private void answered(String peer, CallPurpose purpose, String model) {
    String call = "c" + history.session().calls().size();
    history
        .reserves(call, peer, purpose, model)
        .line(
            new CallSettled(
                call,
                new TextRef(Digest.of(call), call.length(), call),
                TokenUsage.NONE,
                Money.ZERO,
                5,
                1,
                model,
                "stop",
                null));
  }

  @Test
  void theLastApprovalInFullIsTheBasis() {
    assertEquals(NONE, basis());

    approved("m1");
    history.submits("two");
    assertEquals(1, basis());

    approved("m1");
    history.submits("three");
    assertEquals(2, basis());

    history.begins().line(history.ballot("ada", VerdictStatus.NOT_READY, null));
    history.counts(TallyResult.DIVIDED).submits("four");
    assertEquals(2, basis());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"true, 1", "false, 0", "NIL, 0"},
      nullValues = "NIL")
  void onlyAPolicyWithDeltaAsksForLess(Boolean delta, int round) {
    RoundHistory other = RoundHistory.under(delta(delta));
    other.begins().ready("ada", null).counts(TallyResult.DIVIDED).submits("two");

    int found = DeltaRules.basis(other.session(), "ada", "m1").map(Round::number).orElse(NONE);

    assertEquals(round, found);
  }

  @ParameterizedTest
  @CsvSource({"ada, 1", "bob, 1", "lint, 0", "pat, 0"})
  void rulesReadAllAndPeopleDecideThemselves(String peer, int round) {
    history.begins().ready(peer, null).counts(TallyResult.DIVIDED).submits("two");

    assertEquals(round, basis(peer, "m1"));
  }

  @Test
  void theSameBytesAreShownInFullOnceTheirRoundIsCounted() {
    approved("m1");
    assertEquals(NONE, basis());

    history.submits("two").begins();
    assertEquals(1, basis());

    history.counts(TallyResult.DIVIDED);
    assertEquals(NONE, basis());
  }

  @Test
  void anOpenRoundIsNoBasis() {
    history.begins().ready("ada", null).submits("two");

    assertEquals(NONE, basis());
  }

  @Test
  void aTurnOfARotationIsNoBasis() {
    history.begins(RoundStarted.TURN, null).ready("ada", null);
    history.counts(TallyResult.DIVIDED).submits("two");

    assertEquals(NONE, basis());
  }

  @Test
  void theApprovalOfAnotherPeerIsNoBasis() {
    history.begins().ready("bob", null).counts(TallyResult.DIVIDED).submits("two");

    assertEquals(NONE, basis());
  }

  @ParameterizedTest
  @EnumSource(VerdictStatus.class)
  void onlyReadyIsABasis(VerdictStatus status) {
    history.begins().line(history.ballot("ada", status, null));
    history.counts(TallyResult.DIVIDED).submits("two");

    assertEquals(status == VerdictStatus.READY ? 1 : NONE, basis());
  }

  @Test
  void aVoteOnOtherBytesIsNoBasis() {
    Digest other = Digest.of("other");
    history.begins();
    history.line(history.ballot("ada", VerdictStatus.READY, other, null, List.of()));
    history.counts(TallyResult.DIVIDED).submits("two");

    assertEquals(NONE, basis());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"1-4, NIL, 1", "1-3, NIL, 1", "1-2, NIL, 0", "1-2, 3-4, 0", "1-4, 1, 0"},
      nullValues = "NIL")
  void anApprovalIsABasisIfAllThatCanBeShownWasShown(String read, String carried, int round) {
    PartGroup generated = new PartGroup("generated", "4", 1, List.of("d.c"));
    CarriedParts parts = carried == null ? null : new CarriedParts(1, carried);
    history.begins(RoundStarted.FULL, new ReviewScope(4, List.of(generated), List.of()));
    history.ready("ada", new VoteCoverage(4, read, List.of(), parts));
    history.counts(TallyResult.DIVIDED).submits("two");

    assertEquals(round, basis());
  }

  @Test
  void otherRulesOfTheRepositoryEndIt() {
    approved("m1");
    Digest digest = Digest.of("no tabs");
    history.submits(
        "two", new ContextFile(ContextKind.RULE, "AGENTS.md", null, null, digest, 7, null));

    assertEquals(NONE, basis());
  }

  @Test
  void newEvidenceEndsIt() {
    approved("m1");
    history.submits("two");
    history.line(
        new EvidenceAttached(
            history.session().current(), EvidenceKind.FILE, null, null, null, "log", null));

    assertEquals(NONE, basis());
  }

  @Test
  void anotherConstraintEndsIt() {
    approved("m1");
    history.submits("two");
    history.line(new SessionSteered(SteeringAction.CONSTRAIN, "be brief", null));

    assertEquals(NONE, basis());
  }

  @Test
  void anotherModelDoesNotTakeOverAnApproval() {
    approved("m1");
    history.submits("two");
    approved("m2");
    history.submits("three");

    assertEquals(2, basis("ada", "m2"));
    assertEquals(NONE, basis("ada", "m1"));
  }

  @Test
  void eachSettledCallBehindAVoteMustBeOfTheModel() {
    history.begins();
    answered("ada", CallPurpose.REVIEW, "m1");
    answered("ada", CallPurpose.REPAIR, "m2");
    history.ready("ada", null).counts(TallyResult.DIVIDED).submits("two");

    assertEquals(NONE, basis("ada", "m1"));
    assertEquals(NONE, basis("ada", "m2"));
  }

  @Test
  void callsThatAreNotBehindTheVoteMayBeOfAnyModel() {
    history.begins();
    answered("ada", CallPurpose.REVIEW, "m1");
    answered("ada", CallPurpose.JUDGE, "m2");
    answered("bob", CallPurpose.REVIEW, "m2");
    history.reserves("c9", "ada", CallPurpose.REVIEW, "m2").line(new CallReleased("c9", "late"));
    history.ready("ada", null).counts(TallyResult.DIVIDED).submits("two");

    assertEquals(1, basis());
  }
}
