package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceStyleTest {
  private static final List<SourceFile> MAIN = SourceFile.below(Path.of("src/main/java"));
  private static final List<SourceFile> TESTS =
      Stream.of("src/test/java", "src/bench/java")
          .flatMap(directory -> SourceFile.below(Path.of(directory)).stream())
          .filter(file -> !file.name().contains("/rules/fixture/"))
          .toList();

  private static final Pattern WAITING_FOR_TIME =
      Pattern.compile("\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(|@Disabled\\b");

  private static void none(List<SourceFile> files, Function<SourceFile, List<String>> rule) {
    List<String> violations = files.stream().flatMap(f -> rule.apply(f).stream()).toList();

    assertFalse(files.isEmpty());
    assertEquals(List.of(), violations, () -> "\n" + String.join("\n", violations) + "\n");
  }

  @Test
  void theProductHasTheShapeThatTheStyleAsksFor() {
    none(MAIN, StructureCheck::violations);
  }

  @Test
  void theProductSpeaksOfThePresent() {
    none(MAIN, WordingCheck::violations);
  }

  @Test
  void testsSpeakOfThePresentToo() {
    none(TESTS, WordingCheck::violations);
  }

  @Test
  void testsWaitForConditionsAndAreNotSwitchedOff() {
    none(TESTS, SourceStyleTest::testHabits);
  }

  @Test
  void everyPackageExplainsItself() {
    none(MAIN, SourceStyleTest::explained);
  }

  private static List<String> testHabits(SourceFile file) {
    Stream<String> length =
        file.lines() > StructureCheck.FILE_LINES_MAX
            ? Stream.of(file.name() + ": " + file.lines() + " lines")
            : Stream.empty();
    Stream<String> waiting =
        WAITING_FOR_TIME
            .matcher(file.split().code())
            .results()
            .map(r -> file.name() + ":" + file.line(r.start()) + ": " + r.group());
    return Stream.concat(length, waiting).toList();
  }

  private static List<String> explained(SourceFile file) {
    Path page = Path.of(file.name()).resolveSibling("package-info.java");
    boolean there = MAIN.stream().anyMatch(f -> f.name().equals(page.toString()));
    return there ? List.of() : List.of(file.name() + ": " + page + " is missing");
  }

  private static String lines(int count, String line) {
    return (line + "\n").repeat(count);
  }

  static Stream<Broken> broken() {
    return Stream.of(
        new Broken("final class A {\n" + lines(300, "") + "}", "A.java: 302 lines"),
        new Broken(
            "final class A {\n  void f() {\n" + lines(39, "g();") + "  }\n}",
            "A.java:2: f has 41 lines"),
        new Broken(
            "final class A { void f(int a, int b, int c, int d, int e, int f) {} }",
            "A.java:1: f has 6 parameters"),
        new Broken("class A {}", "A.java:1: A is not final"),
        new Broken("final class HostManager {}", "A.java:1: HostManager says nothing"),
        new Broken(
            "final class A { void f() { try { g(); } catch (Exception e) {  } } }",
            "A.java:1: an error is swallowed without a reason"),
        new Broken("// TODO later\nfinal class A {}", "A.java:1: 'TODO' is history in a comment"),
        new Broken(
            "/** Previously a list. */ final class A {}",
            "A.java:1: 'Previously' is history in a comment"),
        new Broken(
            "/** In use since 0.3. */ final class A {}",
            "A.java:1: 'since 0.' is history in a comment"),
        new Broken(
            "/** Checked 2026-11-23. */ final class A {}",
            "A.java:1: '2026-11-23' is history in a comment"),
        new Broken(
            "final class A {\n  crossreview.model.Problem p;\n}",
            "A.java:2: 'crossreview.model.Problem' is named in full"),
        new Broken(
            "import java.util.*;\nfinal class A {}",
            "A.java:1: 'import java.util.*;' imports everything"));
  }

  record Broken(String source, String violation) {}

  @ParameterizedTest
  @MethodSource("broken")
  void eachHabitFindsTheSourceThatBreaksIt(Broken broken) {
    SourceFile file = SourceFile.of("A.java", broken.source());

    List<String> found =
        Stream.concat(
                StructureCheck.violations(file).stream(), WordingCheck.violations(file).stream())
            .toList();

    assertEquals(List.of(broken.violation()), found);
  }

  @Test
  void goodSourcesAreLeftAlone() {
    String good =
        """
        package crossreview.model;

        import java.util.List;

        /** A line: {"ts":"2026-11-23T08:15:04.120Z"} and HTTP/1.1. */
        public record A(int a, int b, int c, int d, int e, int f) {
          static final String WORDS = "TODO, java.util.List, catch (Exception e) {} // since 0.1";

          public A {
            if (a == '"') {
              throw new IllegalStateException("\\" TODO");
            }
          }

          private void other(java.awt.List list) {
            try {
              many(0, 0, 0, 0, 0, 0);
            } catch (IllegalStateException e) {
              // Nobody waits for the answer.
            }
          }

          private List<Integer> many(int a, int b, int c, int d, int e, int f) {
            return List.of(a, b, c, d, e, f);
          }
        }
        """;

    SourceFile file = SourceFile.of("A.java", good);

    assertEquals(List.of(), StructureCheck.violations(file));
    assertEquals(List.of(), WordingCheck.violations(file));
  }

  @Test
  void thePackageLineAndTheImportsAreNotCounted() {
    String header = "package a;\n" + lines(200, "import java.util.List;");

    SourceFile file = SourceFile.of("A.java", header + "final class A {\n" + lines(298, "") + "}");

    assertEquals(300, file.lines());
    assertEquals(List.of(), StructureCheck.violations(file));
  }

  @Test
  void sleepingAndSwitchedOffTestsAreFound() {
    SourceFile file =
        SourceFile.of("A.java", "@Disabled\nclass A { void f() { Thread.sleep(1); } }");

    assertEquals(List.of("A.java:1: @Disabled", "A.java:2: Thread.sleep("), testHabits(file));
  }
}
