package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of types in documents are those of the code. */
class DocumentsTest {
  /** A name of at least two words, with or without a member after it. */
  private static final Pattern TYPE =
      Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?:[.#]\\w+(?:\\(\\w*\\))?)?`");

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

  /** Types of the platform, which no source here declares. */
  private static final Set<String> PLATFORM = Set.of("IllegalStateException");

  @Test
  void everyTypeThatADocumentNamesExists() throws IOException {
    Set<String> known = declaredTypes();

    List<String> unknown = documents().flatMap(file -> unknown(file, known).stream()).toList();

    assertFalse(known.isEmpty());
    assertEquals(List.of(), unknown, () -> "\n" + String.join("\n", unknown) + "\n");
  }

  @Test
  void aTypeThatIsNowhereIsFound() {
    assertEquals(
        List.of("a.md: NoSuchType", "a.md: OtherType"),
        unknown("a.md", "`NoSuchType` and `SourceFile`, `OtherType.of`", Set.of("SourceFile")));
  }

  @Test
  void everyChapterOfTheSecurityPageNamesATest() {
    Pattern test = Pattern.compile("`\\w+(?:Test|IT)`");

    List<String> rows =
        SourceFile.textOf(Path.of("docs/security.md"))
            .lines()
            .filter(line -> line.matches("\\| V\\d+ .*"))
            .toList();

    assertEquals(17, rows.size(), "the chapters of ASVS 5");
    assertEquals(List.of(), rows.stream().filter(row -> !test.matcher(row).find()).toList());
  }

  private static Stream<Path> documents() throws IOException {
    return Stream.concat(Stream.of(Path.of("README.md")), files(Path.of("docs"), ".md").stream());
  }

  private static Set<String> declaredTypes() throws IOException {
    return files(Path.of("src"), ".java").stream()
        .flatMap(file -> DECLARED.matcher(SourceFile.textOf(file)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<String> unknown(Path file, Set<String> known) {
    return unknown(file.toString(), SourceFile.textOf(file), known);
  }

  private static List<String> unknown(String file, String text, Set<String> known) {
    return TYPE.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !known.contains(name) && !PLATFORM.contains(name))
        .map(name -> file + ": " + name)
        .toList();
  }
}
