package crossreview.daemon;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.SessionAccess;
import crossreview.operation.seat.SeatOperations;
import crossreview.peer.CallPricing;
import crossreview.peer.seat.SeatPeer;
import crossreview.peer.seat.SeatRegistry;
import crossreview.review.RunRequest;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.ThreadTimers;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft of a person is the artifact of the next round, so it passes the gate for secrets. */
class SeatDraftTest {
  private static final Principal EVE = new Principal("eve", AccessRole.CALLER);
  private static final String KEY = "AKIA" + "QWZRTPLKHGFDSBVN";

  private static final ReviewLimits LIMITS = LimitName.SESSION_USD.with(Samples.LIMITS, "1");

  @TempDir private Path dir;
  private final ThreadTimers timers = new ThreadTimers();
  private final SeatRegistry seats = new SeatRegistry(new SystemTime(), timers);
  private final SeatPeer person =
      new SeatPeer(
          new PanelMember("person", "seat", "seat", "person", List.of(PeerRole.AUTHOR)),
          seats,
          Duration.ofMinutes(1));
  private final ScriptedPeer paid =
      ScriptedPeer.reviewer(
              "paid", PeerScript.inTurn(PeerScript.notReady("no key"), PeerScript.ready()))
          .priced(new CallPricing.CeilingPricing(Money.of("0.01")), Money.of("0.01"));

  @AfterEach
  void stop() {
    timers.close();
  }

  private Map<String, Object> ask(ReviewHarness bench, String operation, Map<String, String> more) {
    LocalRunService runs = new LocalRunService(bench.reviews(), null, null);
    OperationContext context =
        new OperationContext(bench.store().sessions(), null, runs, null, SeatDraftTest::here);
    OperationCatalog catalog =
        new OperationCatalog(
            SeatOperations.of(context, seats, null),
            SessionAccess.of(context.sessionRegistry()),
            auditEvent -> {});
    Map<String, Object> input = new HashMap<>(more);
    input.put("seat", seats.open().getFirst().id());
    OperationCall call = new OperationCall(EVE, input, null, "r1");
    return get(catalog.invoke(catalog.find(operation).orElseThrow(), call)).body();
  }

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  @Test
  void aDraftWithASecretIsRefusedAndCanBeHandedInWithout() {
    try (ReviewHarness bench =
        new ReviewHarness(dir, person, paid, ScriptedPeer.reviewer("second", PeerScript.ready()))) {
      SessionId id = bench.open(RunMode.SHIP, "the text\n", LIMITS);
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> !seats.open().isEmpty());
      ask(bench, "seat_claim", Map.of());

      Map<String, String> leaking = Map.of("answer", "the text\nwith " + KEY + "\n");
      ProblemException refused =
          assertThrows(ProblemException.class, () -> ask(bench, "seat_submit", leaking));
      ask(bench, "seat_submit", Map.of("answer", "the better text\n"));

      assertEquals(
          "secret_not_sent: the draft line 2 looks like a secret: aws_access_key; not sent to paid",
          refused.getMessage());
      assertEquals(SessionOutcome.CONVERGED, bench.ended(id).finalized().outcome());
    }
  }
}
