package crossreview.daemon;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.PolicyRules;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several callers begin a review of their own text in one session at the same time. */
class StartRaceTest {
  private static final int TURNS = 20;
  private static final List<String> TEXTS = List.of("text one\n", "text two\n", "text three\n");

  private static final Set<String> REFUSALS =
      Set.of("artifact_replaced", "run_already_running", "session_already_finalized");

  @TempDir private Path dir;
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());

  @Test
  void eachIsAnsweredAboutItsOwnTextOrRefused() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      StartOperationsHarness starts = new StartOperationsHarness(bench, dir, PolicyRules.UNANIMOUS);
      for (int turn = 0; turn < TURNS; turn++) {
        Map<String, Object> open = Map.of("task", "t", "mode", "review");
        SessionId id =
            new SessionId(
                JsonTree.text(get(starts.begin("session_init", open, null)), "/session_id")
                    .orElseThrow());
        List<Future<Map<String, Object>>> answers =
            TEXTS.stream()
                .map(text ->
                    starts.begin(
                        "session_start_unanimous",
                        Map.of("session_id", id.value(), "initial_draft", text, "mode", "review"),
                        null))
                .toList();
        get(Future.join(answers).otherwiseEmpty());
        answered(bench.ended(id), answers);
      }
    }
  }

  private static void answered(Session session, List<Future<Map<String, Object>>> answers) {
    int begun = 0;
    for (int i = 0; i < TEXTS.size(); i++) {
      Future<Map<String, Object>> answer = answers.get(i);
      if (answer.failed()) {
        String code = ((ProblemException) answer.cause()).problem().type().code();
        assertTrue(REFUSALS.contains(code), code);
      } else {
        begun++;
        Digest own = Digest.of(TEXTS.get(i).getBytes(StandardCharsets.UTF_8));
        assertEquals(own, session.rounds().getFirst().artifact(), "the text that was reviewed");
      }
    }
    assertTrue(begun <= 1, begun + " runs at once");
  }
}
