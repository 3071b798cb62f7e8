package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.guard.Redaction;
import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretSpan;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OwnerRouting;
import crossreview.operation.SecretCheck;
import crossreview.operation.SessionAccess;
import crossreview.testkit.LogLines;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scanner for every text of every operation, and no secret in what is written about them. */
class SecretCheckTest {
  private static final String KEY = "ghp_" + "Zk3Rw9LmQ2xT7vB5nY8cD1fG4hJ6pS0aEuVq";
  private static final int SHORTEST = 60; // fields that take less are names and words

  @TempDir private Path data;

  /** An input with the key in one of its texts. */
  private record LeakingInput(Operation operation, String field, Map<String, Object> input) {}

  private List<LeakingInput> leaking(HttpTestServer server) {
    List<LeakingInput> all = new ArrayList<>();
    for (Operation operation : server.operationCatalog.all()) {
      Map<?, ?> fields = (Map<?, ?>) operation.input().get("properties");
      fields.forEach((name, schema) -> {
        boolean leaks = !operation.operationHints().readOnly() && isFreeText((Map<?, ?>) schema);
        if (leaks && !name.equals("session_id")) {
          Map<String, Object> input = new LinkedHashMap<>(SampleInput.of(operation.input()));
          input.computeIfPresent("session_id", (key, id) -> server.session().value());
          if (fields.containsKey("wait_ms")) {
            input.put("wait_ms", 100L);
          }
          input.put((String) name, "first line\nthen " + KEY);
          all.add(new LeakingInput(operation, (String) name, input));
        }
      });
    }
    return all;
  }

  private static boolean isFreeText(Map<?, ?> schema) {
    boolean open = !schema.containsKey("pattern") && !schema.containsKey("enum");
    long most = schema.get("maxLength") instanceof Number n ? n.longValue() : Long.MAX_VALUE;
    return "string".equals(schema.get("type")) && open && most >= SHORTEST;
  }

  private static OperationCall call(LeakingInput leaking) {
    Principal operator = new Principal("operator", AccessRole.OPERATOR);
    return new OperationCall(operator, leaking.input(), null, "r1");
  }

  @Test
  void everyTextOfEveryOperationIsRefusedByItsPlaceWhereTheSettingsSaySo() throws Exception {
    try (HttpTestServer server = HttpTestServer.open(data)) {
      SecretCheck refusing =
          new SecretCheck(
              () -> SecretPolicy.REFUSE,
              text -> List.of(),
              TestOperationContext.work(server.vertx));
      OperationCatalog catalog = catalog(server, refusing);
      List<LeakingInput> all = leaking(server);

      assertTrue(all.size() >= 20, all.size() + " texts");
      for (LeakingInput leaking : all) {
        Problem problem =
            assertThrows(
                    ProblemException.class,
                    () -> ReviewHarness.get(catalog.invoke(leaking.operation(), call(leaking))),
                    leaking.operation().name() + "/" + leaking.field())
                .problem();

        assertEquals("secret_refused", problem.code(), leaking.operation().name());
        String expected =
            "/" + leaking.field() + " line 2 looks like a secret: GitHub token (ghp_…)";
        assertTrue(problem.message().startsWith(expected), problem.message());
        assertFalse(problem.toString().contains(KEY), problem.toString());
      }
    }
  }

  private static OperationCatalog catalog(HttpTestServer server, SecretCheck secretCheck) {
    return new OperationCatalog(
        List.copyOf(server.operationCatalog.all()),
        SessionAccess.of(server.sessions()),
        server.acts::add,
        OwnerRouting.LOCAL,
        secretCheck);
  }

  @Test
  void whatOnlyTheUsersOwnRulesFindIsRefusedToo() throws Exception {
    try (HttpTestServer server = HttpTestServer.open(data)) {
      SecretCheck refusing =
          new SecretCheck(
              () -> SecretPolicy.REFUSE,
              text -> {
                int at = text.indexOf("acme-key");
                return at < 0
                    ? List.of()
                    : List.of(new SecretSpan("acme", "the rule acme", at, at + 8));
              },
              TestOperationContext.work(server.vertx));
      OperationCatalog catalog = catalog(server, refusing);
      Operation open = catalog.find("session_init").orElseThrow();
      Principal operator = new Principal("operator", AccessRole.OPERATOR);
      OperationCall call = new OperationCall(operator, Map.of("task", "with acme-key"), null, "r1");

      Problem problem =
          assertThrows(ProblemException.class, () -> ReviewHarness.get(catalog.invoke(open, call)))
              .problem();

      assertEquals("secret_refused", problem.code());
      assertTrue(problem.message().contains("the rule acme"), problem.message());
    }
  }

  @Test
  void theAnswerOfEveryOperationNamesWhatItsTextsBrought() throws Exception {
    try (HttpTestServer server = HttpTestServer.open(data)) {
      int answered = 0;
      for (LeakingInput leaking : leaking(server)) {
        String name = leaking.operation().name() + "/" + leaking.field();
        Map<?, ?> fields = (Map<?, ?>) leaking.operation().output().get("properties");
        Optional<Map<String, Object>> answer = answer(server, leaking);

        assertTrue(fields.containsKey("secrets_found"), name);
        answer.ifPresent(body ->
            assertEquals(
                List.of(Map.of("kind", "github_token", "line", 2, "field", "/" + leaking.field())),
                body.get("secrets_found"),
                name));
        answered += answer.isPresent() ? 1 : 0;
      }

      assertTrue(answered >= 15, answered + " answers"); // the others need what is not there
    }
  }

  private static Optional<Map<String, Object>> answer(HttpTestServer server, LeakingInput input) {
    try {
      return Optional.of(
          ReviewHarness.get(server.operationCatalog.invoke(input.operation(), call(input))).body());
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  @Test
  void nothingThatIsWrittenAboutASubmittedTextHoldsItsSecret() throws Exception {
    Redaction redaction = Redaction.of(List.of());
    TestStore.Options options = new TestStore.Options().redaction(redaction::redact);
    try (LogLines log = LogLines.of("crossreview");
        HttpTestServer server =
            HttpTestServer.open(data, HttpTestServer.Plan.usual().on(options))) {
      for (LeakingInput leaking : leaking(server)) {
        String failure = outcome(server, leaking);

        assertFalse(failure.contains(KEY), leaking.operation().name() + ": " + failure);
      }

      assertEquals(List.of(), log.with(KEY));
      assertFalse(log.with("looks like a secret: GitHub token").isEmpty());
      assertFalse(server.acts.toString().contains(KEY));
      assertEquals(List.of(), filesWithTheKey());
    }
  }

  private static String outcome(HttpTestServer server, LeakingInput leaking) {
    try {
      ReviewHarness.get(server.operationCatalog.invoke(leaking.operation(), call(leaking)));
      return "";
    } catch (ProblemException e) {
      return e.getMessage() + e.problem();
    }
  }

  /** Blobs and the final text are the exact bytes. */
  private List<Path> filesWithTheKey() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/blobs/") && !file.endsWith("final.md"))
          .filter(SecretCheckTest::holdsTheKey)
          .toList();
    }
  }

  private static boolean holdsTheKey(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(KEY);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
