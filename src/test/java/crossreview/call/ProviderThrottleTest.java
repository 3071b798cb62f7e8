package crossreview.call;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.CallOutcome.CallFailure;
import crossreview.call.CallOutcome.CallSuccess;
import crossreview.peer.ProviderQuota;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls share: quotas, breakers, and the feed of their pieces. */
class ProviderThrottleTest extends CallCase {
  @Test
  void onePeersWaitIsEverybodysWithTheSameQuota() {
    Waiting limited = new Waiting(Duration.ofSeconds(30));
    ScriptedPeer other = free(says("ok"));
    path.ask(limited, ask(), null, callObserver);

    Future<CallOutcome> call = path.ask(other, ask(), null, callObserver);
    assertEquals(0, other.asks().size());
    time.advance(Duration.ofSeconds(31));

    assertEquals("ok", ((CallSuccess) call.result()).text());
  }

  @Test
  void aModelThatFailsAgainAndAgainIsLeftAloneForAWhile() {
    ScriptedPeer peer =
        paid(inTurn(fails(BUSY), fails(BUSY), fails(BUSY), fails(BUSY), fails(BUSY), says("back")));
    call(peer);
    CallFailure open = (CallFailure) outcome(path.ask(peer, ask(), null, callObserver));

    assertEquals(5, peer.asks().size());
    assertEquals("overloaded", open.failure().failureCode());
    CallFailure again = (CallFailure) path.ask(peer, ask(), null, callObserver).result();
    assertTrue(again.failure().hint().contains("failed 5 times in a row"), again.toString());
    assertEquals(5, peer.asks().size());
    time.advance(Duration.ofSeconds(31));
    assertEquals("back", ((CallSuccess) call(peer)).text());
  }

  @Test
  void aQuotaLetsSoManyTokensThroughInAMinute() {
    ProviderQuota providerQuota = new ProviderQuota("slow", null, 2L, null);
    ScriptedPeer inner = free(says("ok"));
    Model model = new Model(inner, List.of(), providerQuota, 1);
    for (int i = 0; i < 4; i++) {
      path.ask(model, ask(), null, callObserver);
    }

    assertEquals(2, inner.asks().size());
    time.advance(Duration.ofSeconds(31));
    assertEquals(3, inner.asks().size());
    time.advance(Duration.ofSeconds(30));
    assertEquals(4, inner.asks().size());
  }

  @Test
  void piecesOfAnAnswerAreProvisionalUntilItIsWholeAndSecretsStayOut() {
    call(model(paid(inTurn(fails(BUSY), says("ok")))));

    assertEquals(List.of("DISCARDED 1 19 null", "COMPLETED 2 19 some [redacted] text"), told);
    assertFalse(told.toString().contains("hush-hush"));
  }

  @Test
  void aSecretThatIsSplitBetweenPiecesIsNotShown() {
    TokenBatcher flow =
        new TokenBatcher(callObserver, 1, time, text -> text.replace("hush-hush", "[redacted]"));
    flow.answerPiece("x".repeat(20_000) + "hush-");
    flow.answerPiece("hush " + "y".repeat(20_000));
    flow.completed();

    assertTrue(told.toString().contains("[redacted]"));
    assertFalse(told.toString().contains("hush"));
  }
}
