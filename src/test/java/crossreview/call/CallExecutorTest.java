package crossreview.call;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.CallOutcome.CallFailure;
import crossreview.call.CallOutcome.CallSuccess;
import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.ReasoningEffort;
import crossreview.peer.ProviderQuota;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call from its first try to its last. */
class CallExecutorTest extends CallCase {
  @Test
  void aPassingFailureThatCostNothingIsTriedThreeTimes() {
    ScriptedPeer twice = paid(inTurn(fails(BUSY), fails(BUSY), says("ok")));
    ScriptedPeer always = paid(fails(BUSY));

    CallSuccess callSuccess = (CallSuccess) call(twice);
    CallFailure callFailure = (CallFailure) call(always);

    assertEquals("ok", callSuccess.text());
    assertEquals(3, callSuccess.answered().attempts());
    assertEquals(3, callFailure.attempts());
    assertEquals(3, always.asks().size());
    assertEquals(Money.ZERO, callFailure.cost());
  }

  @Test
  void aPaidTryOfUnknownFateIsNotRepeatedWithinItsReservation() {
    ScriptedPeer paid = paid(fails(LOST));
    ScriptedPeer free = free(inTurn(fails(LOST), says("ok")));

    CallFailure callFailure = (CallFailure) call(paid);

    assertEquals(1, paid.asks().size());
    assertEquals(CostCertainty.UNKNOWN, callFailure.failure().spend());
    assertEquals("ok", ((CallSuccess) call(free)).text());
  }

  /** The reservation has room for a repeat; one that was not sent costs nothing. */
  @Test
  void aCallOfUnknownCostHasTheCeilingOfTheTriesThatWereMade() {
    PeerFailure empty = failure(FailureClass.PROVIDER_ERROR, "empty_output", CostCertainty.EXACT);
    ScriptedPeer once = paid(fails(LOST));
    ScriptedPeer second = paid(inTurn(fails(empty), fails(LOST)));

    CallFailure first = (CallFailure) call(new Model(once, List.of(), ProviderQuota.of("ada"), 2));
    CallFailure both = (CallFailure) call(new Model(second, List.of(), ProviderQuota.of("ada"), 2));

    assertEquals(CEILING, first.cost());
    assertEquals(COST.plus(CEILING), both.cost());
  }

  @Test
  void whatFailedTriesHaveCostIsBookedWithTheAnswer() {
    PeerFailure empty = failure(FailureClass.PROVIDER_ERROR, "empty_output", CostCertainty.EXACT);
    ScriptedPeer inner = paid(inTurn(fails(empty), says("ok")));
    Model model = new Model(inner, List.of(), ProviderQuota.of("ada"), 2);

    CallSuccess callSuccess = (CallSuccess) call(model);

    assertEquals(Money.of("0.5"), callSuccess.answered().cost());
  }

  @Test
  void noTryIsMadeThatCouldPassTheReservedCeiling() {
    PeerFailure empty = failure(FailureClass.PROVIDER_ERROR, "empty_output", CostCertainty.EXACT);
    ScriptedPeer peer = paid(inTurn(fails(empty), says("ok")));

    CallFailure callFailure = (CallFailure) call(peer);

    assertEquals(1, peer.asks().size());
    assertEquals(COST, callFailure.cost());
  }

  @Test
  void anAnswerThatWasCutOffIsAskedForOnceMoreWithLessEffort() {
    PeerFailure cut =
        new PeerFailure(
            FailureClass.PROVIDER_ERROR,
            "output_truncated",
            CallPhase.STREAM,
            false,
            CostCertainty.EXACT,
            null);
    ScriptedPeer once = paid(inTurn(fails(cut), says("ok")));
    ScriptedPeer twice = paid(fails(cut));

    CallSuccess callSuccess =
        (CallSuccess) call(new Model(once, List.of(), ProviderQuota.of("ada"), 2));
    CallFailure callFailure =
        (CallFailure) call(new Model(twice, List.of(), ProviderQuota.of("ada"), 2));

    assertEquals(Money.of("0.5"), callSuccess.answered().cost());
    assertEquals(ReasoningEffort.MEDIUM, once.asks().get(1).reasoningEffort());
    assertEquals(2, twice.asks().size());
    assertEquals("output_truncated", callFailure.failure().failureCode());
    assertEquals(Money.of("0.5"), callFailure.cost());
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "60, 2", "61, 1", "86400, 1"})
  void aProvidersWaitIsKeptOrTheCallEndsAtOnce(int seconds, int asked) {
    Waiting peer = new Waiting(Duration.ofSeconds(seconds));
    Future<CallOutcome> call = path.ask(peer, ask(), null, callObserver);

    time.advance(Duration.ofSeconds(seconds).minusMillis(1));
    assertEquals(1, peer.asked);
    time.advance(Duration.ofSeconds(seconds).dividedBy(10).plusMillis(2));

    assertEquals(asked, peer.asked);
    assertEquals(asked == 1, call.isComplete());
  }

  @Test
  void aFallbackIsTakenAndRecordedBeforeItIsAsked() {
    ScriptedPeer second = paid(says("from two"));
    Model model = model(paid(fails(BUSY)), second);

    CallSuccess callSuccess = (CallSuccess) call(model);

    assertEquals("from two", callSuccess.text());
    assertTrue(told.contains("m1 -> m1 provider_error/overloaded"), told.toString());
    assertEquals(1, second.asks().size());
  }

  @Test
  void aDrainedChainExcusesOnlyIfEachOfItsModelsWouldBe() {
    PeerFailure refused =
        new PeerFailure(
            FailureClass.PROVIDER_REFUSAL,
            "refusal",
            CallPhase.ANSWER,
            false,
            CostCertainty.ZERO,
            null);

    CallFailure drained = (CallFailure) call(model(paid(fails(BUSY)), paid(fails(BUSY))));
    time.advance(Duration.ofSeconds(31)); // the breaker lets it through again
    CallFailure blocked = (CallFailure) call(model(paid(fails(refused)), paid(fails(BUSY))));

    assertEquals(FailureClass.FALLBACK_EXHAUSTED, drained.failure().failureClass());
    assertTrue(drained.failure().excuses());
    assertEquals(FailureClass.PROVIDER_ERROR, blocked.failure().failureClass());
  }
}
