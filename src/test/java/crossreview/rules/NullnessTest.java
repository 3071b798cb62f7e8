package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NullAway looks at marked packages only, so every package is marked. */
class NullnessTest {
  @Test
  void everyPackageIsCheckedForNull() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/crossreview"))) {
      List<Path> pages = files.filter(file -> file.endsWith("package-info.java")).toList();
      List<String> unmarked =
          pages.stream()
              .filter(page -> !text(page).contains("\n@NullMarked\n"))
              .map(page -> Path.of("src/main/java").relativize(page).getParent().toString())
              .map(name -> name.replace('/', '.'))
              .sorted()
              .toList();

      assertFalse(pages.isEmpty());
      assertEquals(List.of(), unmarked);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
