package crossreview.operation.session;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.guard.Redaction;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.report.format.ResultFormat;
import crossreview.session.Session;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a session of seven rounds in which nobody was ready. */
class ManyRoundsTest {
  private static final Principal EVE = new Principal("eve", AccessRole.READER);

  @TempDir private Path dir;
  private ReviewHarness bench;
  private OperationContext operationContext;
  private SessionId id;

  @BeforeEach
  void review() {
    bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", notReady()),
            ScriptedPeer.reviewer("bob", notReady()));
    operationContext =
        new OperationContext(bench.store().sessions(), null, null, new Stored(), new Here());
    id = bench.open(RunMode.REVIEW, "text 0\n");
    for (int round = 1; round <= 7; round++) {
      bench.submit(id, "text " + round + "\n");
      bench.run(id);
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** What is on disk, as the verifier sees it. */
  private final class Stored implements OperationContext.DocumentService {
    @Override
    public String report(Session session) {
      return "";
    }

    @Override
    public String result(Session session, ResultFormat format, String reviewed) {
      return format.text(session, reviewed, Redaction.of(List.of()));
    }

    @Override
    public Map<String, Object> attestation(Session session, byte[] receipt) {
      throw new AssertionError("nothing is attested here");
    }

    @Override
    public VerificationResult verify(SessionId session) throws IOException {
      return SessionVerifier.verify(bench.store().root().resolve("sessions/" + session));
    }
  }

  private static final class Here implements OperationContext.WorkExecutor {
    @Override
    public <T> Future<T> run(Callable<T> task) {
      try {
        return Future.succeededFuture(task.call());
      } catch (Exception e) {
        return Future.failedFuture(e);
      }
    }
  }

  private static Map<String, Object> ask(Operation operation, Map<String, Object> input) {
    return get(operation.operationHandler().handle(new OperationCall(EVE, input, null, "r")))
        .body();
  }

  @Test
  void aSummaryHoldsTheLastRoundsAndSaysWhatItLeavesOut() {
    Operation read = new SessionRead(operationContext).operation();
    Map<String, Object> summary = ask(read, Map.of("session_id", id.value()));
    Map<String, Object> full = ask(read, Map.of("session_id", id.value(), "detail", "full"));

    assertEquals(5, ((List<?>) summary.get("rounds")).size());
    assertEquals(2, summary.get("rounds_before"));
    assertEquals(3, JsonTree.at(summary, "/rounds/0/round"));
    assertEquals(7, ((List<?>) full.get("rounds")).size());
    assertNull(full.get("rounds_before"));
  }

  @Test
  void aDoctorNamesWhatWaitsForSomebody() {
    Map<String, Object> found =
        ask(new SessionDoctor(operationContext, new SystemTime()).operation(), Map.of());

    assertEquals(1, found.get("checked"));
    assertEquals(0L, found.get("damaged"));
    assertEquals(1L, found.get("waiting"));
    assertEquals("round 7, blocked by [ada, bob]", JsonTree.at(found, "/findings/0/detail"));
  }

  @Test
  void aDoctorNamesWhatIsDamaged() throws IOException {
    Path journal = bench.store().root().resolve("sessions/" + id).resolve("events-000001.ndjson");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[200] ^= 1;
    Files.write(journal, bytes, StandardOpenOption.WRITE);
    Map<String, Object> found =
        ask(new SessionDoctor(operationContext, new SystemTime()).operation(), Map.of());

    assertEquals(1L, found.get("damaged"));
    assertEquals("damaged", JsonTree.at(found, "/findings/0/what"));
  }
}
