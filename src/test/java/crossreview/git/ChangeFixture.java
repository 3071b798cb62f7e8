package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeReader.ReadChange;
import crossreview.model.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** Reads changes in tests, and says which files they have. */
final class ChangeFixture {
  private ChangeFixture() {}

  static ChangeReader reader(Path directory) {
    return new ChangeReader(GitProgram.in(directory), directory);
  }

  /** No path: the whole change. */
  static List<String> all() {
    return List.of();
  }

  static String text(ReadChange read) {
    return new String(read.diff(), UTF_8);
  }

  static List<String> files(ReadChange read) {
    return text(read)
        .lines()
        .filter(line -> line.startsWith("diff --git "))
        .map(line -> line.substring(line.lastIndexOf(" b/") + 3))
        .sorted()
        .toList();
  }

  static void refused(String code, String words, Runnable reading) {
    ProblemException refusal = assertThrows(ProblemException.class, reading::run);

    assertEquals(code, refusal.problem().code(), refusal::getMessage);
    assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
  }
}
