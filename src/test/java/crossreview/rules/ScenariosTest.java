package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test shows which scenario. */
class ScenariosTest {
  private static final Pattern NAMED = Pattern.compile("\\| (\\d+) \\|.*`(\\w+)\\.(\\w+)` \\|");

  @Test
  void everyScenarioHasATestThatIsThere() throws IOException {
    Map<String, String> tests = sources();
    List<Integer> numbers = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Matcher row = NAMED.matcher(Files.readString(Path.of("docs/scenarios.md")));
    while (row.find()) {
      numbers.add(Integer.valueOf(row.group(1)));
      if (!tests.getOrDefault(row.group(2), "").contains("void " + row.group(3) + "(")) {
        missing.add(row.group(2) + "." + row.group(3));
      }
    }

    assertEquals(List.of(), missing);
    assertEquals(Stream.iterate(1, n -> n + 1).limit(40).toList(), numbers);
  }

  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  ScenariosTest::text,
                  (a, b) -> a + b));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
