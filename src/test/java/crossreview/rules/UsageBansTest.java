package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageBansTest {
  private static final int NAME = 0;

  static Stream<UsageBan> bans() {
    return UsageBans.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("bans")
  void whatIsBannedIsTouchedByNobody(UsageBan usageBan) {
    List<String> violations = usageBan.violations(ProjectClasses.MAIN, ProjectClasses.ROOT);

    assertEquals(List.of(), violations, () -> String.join("\n", violations));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        broken("pure packages touch nothing outside", "verdict.ImpureClass", "java.nio.file.Files"),
        broken("pure packages touch nothing outside", "verdict.ImpureClass", "io.vertx.core.Vertx"),
        broken("only time reads a clock", "store.AmbientInputs", "java.lang.System.nanoTime/0"),
        broken("only time reads a clock", "store.AmbientInputs", "java.time.Instant.now/0"),
        broken(
            "randomness enters through the wiring",
            "store.AmbientInputs",
            "java.util.UUID.randomUUID/0"),
        broken(
            "randomness enters through the wiring",
            "store.AmbientInputs",
            "java.util.Random.<init>/0"),
        broken(
            "only Main and Environment read the environment",
            "store.AmbientInputs",
            "java.lang.System.getenv/1"),
        broken(
            "no text depends on the locale of the machine",
            "store.AmbientInputs",
            "java.lang.String.format/2"),
        broken("no thread sleeps", "store.AmbientInputs", "java.lang.Thread.sleep/1"),
        broken(
            "only the command line and Main write to the console",
            "store.AmbientInputs",
            "java.lang.System.out"),
        broken(
            "only Main and Signals end the process",
            "store.AmbientInputs",
            "java.lang.System.exit/1"),
        broken("every thread has a name", "store.AmbientInputs", "java.lang.Thread.<init>/1"),
        broken(
            "only cluster uses Hazelcast",
            "store.Libraries",
            "com.hazelcast.core.HazelcastInstance"),
        broken("only logging uses Logback", "store.Libraries", "ch.qos.logback.classic.Logger"),
        broken(
            "only json uses the parser",
            "store.Libraries",
            "com.fasterxml.jackson.core.JsonFactory"),
        broken(
            "only the command line and Main use picocli",
            "store.Libraries",
            "picocli.CommandLine"));
  }

  private static Arguments broken(String ban, String place, String touched) {
    return Arguments.of(ban, ProjectClasses.FIXTURE + "." + place + " touches " + touched);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void eachRuleFindsTheClassThatBreaksIt(String name, String violation) {
    UsageBan usageBan = bans().filter(b -> b.name().equals(name)).findFirst().orElseThrow();

    List<String> violations = usageBan.violations(ProjectClasses.BAD, ProjectClasses.FIXTURE);

    assertEquals(
        List.of(violation),
        violations.stream().filter(violation::equals).toList(),
        "" + violations);
  }

  @ParameterizedTest
  @MethodSource("bans")
  void noRuleIsWithoutAFixtureThatBreaksIt(UsageBan usageBan) {
    long fixtures = broken().filter(b -> b.get()[NAME].equals(usageBan.name())).count();

    assertTrue(fixtures > 0, usageBan.name());
  }
}
