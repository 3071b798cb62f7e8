package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Call;
import crossreview.operation.Catalogue;
import crossreview.operation.Operation;
import crossreview.operation.SchemaCheck;
import crossreview.operation.Sight;
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
class CatalogueTest {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z0-9_]+)}");

  @TempDir static Path dir;
  @AutoClose private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(dir.resolve("data"));
  }

  @Test
  void namesAndRoutesAreUniqueAndNamesAreTakenByEveryHost() {
    Set<String> routes = new HashSet<>();
    for (Operation operation : house.catalogue.all()) {
      assertTrue(operation.name().matches("[a-z][a-z_]{2,40}"), operation.name());
      assertTrue(
          routes.add(operation.route().method() + " " + operation.route().path()),
          operation.name());
    }
    List<Operation> twice = new ArrayList<>(house.catalogue.all());
    twice.add(twice.getFirst());
    assertThrows(
        IllegalStateException.class,
        () -> new Catalogue(twice, Sight.of(house.sessions()), act -> {}));
  }

  @Test
  void inputsArePlainClosedObjectsWhoseFieldsAreDescribed() {
    for (Operation operation : house.catalogue.all()) {
      Map<String, Object> input = operation.input();
      assertEquals("object", input.get("type"), operation.name());
      assertEquals(false, input.get("additionalProperties"), operation.name());
      for (String wide : List.of("oneOf", "anyOf", "allOf", "$ref")) {
        assertTrue(!input.toString().contains(wide), operation.name() + " has " + wide);
      }
      new SchemaCheck(input);
      new SchemaCheck(operation.output());
    }
  }

  @Test
  void whatTheRouteSaysIsRequiredAndOnlyReadingIsAGet() {
    for (Operation operation : house.catalogue.all()) {
      Matcher fields = FIELD.matcher(operation.route().path());
      List<?> required = (List<?>) operation.input().get("required");
      while (fields.find()) {
        assertTrue(required.contains(fields.group(1)), operation.name());
      }
      boolean get = operation.route().method().equals("GET");
      assertTrue(!get || operation.hints().readOnly(), operation.name());
      assertTrue(!operation.hints().readOnly() || !operation.hints().destructive());
      assertEquals(operation.hints().readOnly(), operation.role() == Role.READER);
    }
  }

  @Test
  void aRoleThatIsTooLowIsRefusedBeforeAnythingElse() {
    for (Operation operation : house.catalogue.all()) {
      Principal meter = new Principal("meter", Role.METRICS);
      Problem problem = refusal(operation, new Call(meter, Map.of("no", "input"), null, "r"));
      assertEquals("role_too_low", problem.code(), operation.name());

      Principal reader = new Principal("reader", Role.READER);
      boolean mayRead = operation.role() == Role.READER;
      String code = refusal(operation, new Call(reader, Map.of("no", "input"), null, "r")).code();
      assertEquals(mayRead ? "invalid_input" : "role_too_low", code, operation.name());
    }
  }

  @Test
  void nobodyAsksInTheNameOfSomebodyElse() {
    Operation open = house.catalogue.find("session_init").orElseThrow();
    Principal caller = new Principal("ann", Role.CALLER);
    Map<String, Object> input = Map.of("task", "t", "petitioner", "bob");

    assertEquals(
        "identity_forgery_blocked", refusal(open, new Call(caller, input, null, "r")).code());
    Call own = new Call(caller, Map.of("task", "t"), null, "r");
    assertEquals("ann", House.get(house.catalogue.invoke(open, own)).body().get("petitioner"));
  }

  @Test
  void theSameKeyOfTwoCallersIsTwoSessions() {
    Operation open = house.catalogue.find("session_init").orElseThrow();
    Map<String, Object> input = Map.of("task", "t");

    Object ann = id(open, new Call(new Principal("ann", Role.CALLER), input, "k", "r"));
    Object bob = id(open, new Call(new Principal("bob", Role.CALLER), input, "k", "r"));
    Object annAgain = id(open, new Call(new Principal("ann", Role.CALLER), input, "k", "r"));

    assertTrue(!ann.equals(bob));
    assertEquals(ann, annAgain);
    assertTrue(ann.toString().matches(".{14}8.{4}[89ab].*"), "version 8: " + ann);
  }

  private static Object id(Operation open, Call call) {
    return House.get(house.catalogue.invoke(open, call)).body().get("session_id");
  }

  private static Problem refusal(Operation operation, Call call) {
    Throwable cause = house.catalogue.invoke(operation, call).cause();
    return ((ProblemException) cause).problem();
  }
}
