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
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
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
    PeerScript peerScript =
        PeerScript.inTurn(PeerScript.notReady("bad"), PeerScript.garbage(), PeerScript.ready());
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", peerScript);

    List<String> said =
        List.of(
            said(ada.ask(ask(List.of()), ProgressListener.SILENT)),
            said(ada.ask(ask(List.of(OWN)), ProgressListener.SILENT)),
            said(ada.ask(ask(List.of(OWN)), ProgressListener.SILENT)),
            said(ada.ask(ask(List.of()), ProgressListener.SILENT)));

    assertEquals(List.of("NOT_READY", "unread", "READY", "READY"), said);
    assertEquals(4, ada.asks().size());
  }

  @ParameterizedTest
  @EnumSource
  void itFailsWithEveryClass(FailureClass failureClass) {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.fails(failureClass));

    Future<PeerResponse> reply = ada.ask(ask(List.of()), ProgressListener.SILENT);

    assertEquals(failureClass, failureClass(reply));
  }

  @Test
  void itIsSilentUntilTheCallIsCalledOff() {
    PeerRequest peerRequest = ask(List.of());
    Future<PeerResponse> reply =
        ScriptedPeer.reviewer("ada", PeerScript.silence())
            .ask(peerRequest, ProgressListener.SILENT);

    assertFalse(reply.isComplete());
    peerRequest.cancel().cancel();

    assertEquals(FailureClass.CANCELLED, failureClass(reply));
  }

  @Test
  void itWaitsItsLatencyUnlessItIsCalledOff() throws Exception {
    try (ThreadTimers timers = new ThreadTimers()) {
      ScriptedPeer soon =
          ScriptedPeer.reviewer("ada", PeerScript.ready()).after(Duration.ofMillis(1), timers);
      ScriptedPeer late =
          ScriptedPeer.reviewer("bob", PeerScript.ready()).after(Duration.ofHours(1), timers);
      PeerRequest peerRequest = ask(List.of());

      Future<PeerResponse> never = late.ask(peerRequest, ProgressListener.SILENT);
      soon.ask(ask(List.of()), ProgressListener.SILENT)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      assertFalse(never.isComplete());
      peerRequest.cancel().cancel();

      assertEquals(FailureClass.CANCELLED, failureClass(never));
    }
  }

  private static String said(Future<PeerResponse> reply) {
    assertTrue(reply.succeeded());
    return switch (VerdictReader.read(reply.result().text(), ARTIFACT, TEXT)) {
      case VerdictResult.ParsedVerdict parsedVerdict -> parsedVerdict.verdict().status().wireName();
      case VerdictResult.UnreadableVerdict unreadableVerdict -> "unread";
    };
  }

  private static FailureClass failureClass(Future<PeerResponse> reply) {
    return assertInstanceOf(PeerException.class, reply.cause()).failure().failureClass();
  }

  private static PeerRequest ask(List<Finding> own) {
    return SampleRequests.of(CallPurpose.REVIEW, SampleRequests.material(ARTIFACT, TEXT, own));
  }
}
