package crossreview.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.material.Artifact;
import crossreview.peer.Ask;
import crossreview.peer.PeerFailed;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.verdict.Reading;
import crossreview.verdict.VerdictReader;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedPeerTest {
  private static final String TEXT = "some text\n";
  private static final Artifact ARTIFACT = Samples.artifact(TEXT);
  private static final Finding OWN =
      new Finding(
          "f1",
          "ada",
          FindingKind.DEFECT,
          FindingSeverity.BLOCKING,
          "bad",
          List.of(),
          1,
          List.of());

  @Test
  void itActsInTurnAndRemembersWhatItWasAsked() {
    Script script = Script.inTurn(Script.notReady("bad"), Script.garbage(), Script.ready());
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", script);

    List<String> said =
        List.of(
            said(ada.ask(ask(List.of()), Progress.SILENT)),
            said(ada.ask(ask(List.of(OWN)), Progress.SILENT)),
            said(ada.ask(ask(List.of(OWN)), Progress.SILENT)),
            said(ada.ask(ask(List.of()), Progress.SILENT)));

    assertEquals(List.of("NOT_READY", "unread", "READY", "READY"), said);
    assertEquals(4, ada.asks().size());
  }

  @ParameterizedTest
  @EnumSource
  void itFailsWithEveryClass(FailureClass failureClass) {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", Script.fails(failureClass));

    Future<Reply> reply = ada.ask(ask(List.of()), Progress.SILENT);

    assertEquals(failureClass, failureClass(reply));
  }

  @Test
  void itIsSilentUntilTheCallIsCalledOff() {
    Ask ask = ask(List.of());
    Future<Reply> reply = ScriptedPeer.reviewer("ada", Script.silence()).ask(ask, Progress.SILENT);

    assertFalse(reply.isComplete());
    ask.cancel().cancel();

    assertEquals(FailureClass.CANCELLED, failureClass(reply));
  }

  @Test
  void itWaitsItsLatencyUnlessItIsCalledOff() throws Exception {
    try (ThreadTimers timers = new ThreadTimers()) {
      ScriptedPeer soon =
          ScriptedPeer.reviewer("ada", Script.ready()).after(Duration.ofMillis(1), timers);
      ScriptedPeer late =
          ScriptedPeer.reviewer("bob", Script.ready()).after(Duration.ofHours(1), timers);
      Ask ask = ask(List.of());

      Future<Reply> never = late.ask(ask, Progress.SILENT);
      soon.ask(ask(List.of()), Progress.SILENT)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      assertFalse(never.isComplete());
      ask.cancel().cancel();

      assertEquals(FailureClass.CANCELLED, failureClass(never));
    }
  }

  private static String said(Future<Reply> reply) {
    assertTrue(reply.succeeded());
    return switch (VerdictReader.read(reply.result().text(), ARTIFACT, TEXT)) {
      case Reading.Read read -> read.verdict().status().word();
      case Reading.Unreadable unreadable -> "unread";
    };
  }

  private static FailureClass failureClass(Future<Reply> reply) {
    return assertInstanceOf(PeerFailed.class, reply.cause()).failure().failureClass();
  }

  private static Ask ask(List<Finding> own) {
    return Asks.of(CallPurpose.REVIEW, Asks.material(ARTIFACT, TEXT, own));
  }
}
