package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.SchemaValidator;
import crossreview.operation.SessionAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every operation keeps to, whatever it does. */
class OperationCatalogTest {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z0-9_]+)}");

  @TempDir static Path dir;
  @AutoClose private static HttpTestServer httpTestServer;

  @BeforeAll
  static void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
  }

  @Test
  void namesAndRoutesAreUniqueAndNamesAreTakenByEveryHost() {
    Set<String> routes = new HashSet<>();
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      assertTrue(operation.name().matches("[a-z][a-z_]{2,40}"), operation.name());
      assertTrue(
          routes.add(operation.httpRoute().method() + " " + operation.httpRoute().path()),
          operation.name());
    }
    List<Operation> twice = new ArrayList<>(httpTestServer.operationCatalog.all());
    twice.add(twice.getFirst());
    assertThrows(
        IllegalStateException.class,
        () ->
            new OperationCatalog(
                twice, SessionAccess.of(httpTestServer.sessions()), auditEvent -> {}));
  }

  @Test
  void inputsArePlainClosedObjectsWhoseFieldsAreDescribed() {
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      Map<String, Object> input = operation.input();
      assertEquals("object", input.get("type"), operation.name());
      assertEquals(false, input.get("additionalProperties"), operation.name());
      for (String wide : List.of("oneOf", "anyOf", "allOf", "$ref")) {
        assertTrue(!input.toString().contains(wide), operation.name() + " has " + wide);
      }
      new SchemaValidator(input);
      new SchemaValidator(operation.output());
    }
  }

  @Test
  void whatTheRouteSaysIsRequiredAndOnlyReadingIsAGet() {
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      Matcher fields = FIELD.matcher(operation.httpRoute().path());
      List<?> required = (List<?>) operation.input().get("required");
      while (fields.find()) {
        assertTrue(required.contains(fields.group(1)), operation.name());
      }
      boolean get = operation.httpRoute().method().equals("GET");
      assertTrue(!get || operation.operationHints().readOnly(), operation.name());
      assertTrue(
          !operation.operationHints().readOnly() || !operation.operationHints().destructive());
      boolean ownSignIn = operation.name().startsWith("browser_"); // a reader's own browsers
      boolean ofOperators = // they name money, log lines, addresses and settings
          Set.of("daemon_status", "webhook_list", "config_diff").contains(operation.name());
      assertEquals(
          operation.operationHints().readOnly() && !ofOperators || ownSignIn,
          AccessRole.READER.covers(operation.accessRole()),
          operation.name());
    }
  }

  @Test
  void aRoleThatIsTooLowIsRefusedBeforeAnythingElse() {
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      Principal meter = new Principal("meter", AccessRole.METRICS);
      Problem problem =
          refusal(operation, new OperationCall(meter, Map.of("no", "input"), null, "r"));
      boolean counts = operation.accessRole() == AccessRole.METRICS;
      assertEquals(counts ? "invalid_input" : "role_too_low", problem.code(), operation.name());

      Principal reader = new Principal("reader", AccessRole.READER);
      boolean mayRead = AccessRole.READER.covers(operation.accessRole());
      String code =
          refusal(operation, new OperationCall(reader, Map.of("no", "input"), null, "r")).code();
      assertEquals(mayRead ? "invalid_input" : "role_too_low", code, operation.name());
    }
  }

  @Test
  void nobodyAsksInTheNameOfSomebodyElse() {
    Operation open = httpTestServer.operationCatalog.find("session_init").orElseThrow();
    Principal caller = new Principal("ann", AccessRole.CALLER);
    Map<String, Object> input = Map.of("task", "t", "petitioner", "bob");

    assertEquals(
        "identity_forgery_blocked",
        refusal(open, new OperationCall(caller, input, null, "r")).code());
    OperationCall own = new OperationCall(caller, Map.of("task", "t"), null, "r");
    assertEquals(
        "ann",
        HttpTestServer.get(httpTestServer.operationCatalog.invoke(open, own))
            .body()
            .get("petitioner"));
  }

  @Test
  void theSameKeyOfTwoCallersIsTwoSessions() {
    Operation open = httpTestServer.operationCatalog.find("session_init").orElseThrow();
    Map<String, Object> input = Map.of("task", "t");

    Object ann =
        id(open, new OperationCall(new Principal("ann", AccessRole.CALLER), input, "k", "r"));
    Object bob =
        id(open, new OperationCall(new Principal("bob", AccessRole.CALLER), input, "k", "r"));
    Object annAgain =
        id(open, new OperationCall(new Principal("ann", AccessRole.CALLER), input, "k", "r"));

    assertTrue(!ann.equals(bob));
    assertEquals(ann, annAgain);
    assertTrue(ann.toString().matches(".{14}8.{4}[89ab].*"), "version 8: " + ann);
  }

  private static Object id(Operation open, OperationCall operationCall) {
    return HttpTestServer.get(httpTestServer.operationCatalog.invoke(open, operationCall))
        .body()
        .get("session_id");
  }

  private static Problem refusal(Operation operation, OperationCall operationCall) {
    Throwable cause = httpTestServer.operationCatalog.invoke(operation, operationCall).cause();
    return ((ProblemException) cause).problem();
  }
}
