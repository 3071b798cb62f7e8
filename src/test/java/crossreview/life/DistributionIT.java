package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is installed: no library comes or goes unannounced, and each is in the notices. */
class DistributionIT {
  private static final Path BUILT = Path.of("target", "crossreview").toAbsolutePath();
  private static final Path LISTED = Path.of("src/test/resources/distribution/jars.txt");
  private static final String OWN = "crossreview";

  @Test
  void theLibrariesAreThoseOfTheList() throws IOException {
    assertEquals(Files.readAllLines(LISTED), jars(), LISTED + " names what is in lib");
  }

  @Test
  void theNoticesNameEachLibraryWithALicence() throws IOException {
    List<String> notices = Files.readAllLines(BUILT.resolve("THIRD-PARTY-NOTICES.txt"));

    assertEquals(
        List.of(),
        jars().stream()
            .map(jar -> jar.substring(jar.lastIndexOf('/') + 1))
            .filter(jar -> !jar.equals(OWN))
            .filter(jar -> notices.stream().noneMatch(line -> licensed(line, jar)))
            .toList());
  }

  private static boolean licensed(String line, String jar) {
    return line.matches("\\s*\\((?!Unknown).+\\) .+:" + jar + ":.+");
  }

  /** Where they lie below lib, without versions. */
  private static List<String> jars() throws IOException {
    Path lib = BUILT.resolve("lib");
    try (Stream<Path> files = Files.walk(lib)) {
      return files
          .map(file -> lib.relativize(file).toString())
          .filter(name -> name.endsWith(".jar"))
          .map(name -> name.replaceAll("(-[0-9][0-9A-Za-z.]*)?\\.jar$", ""))
          .sorted()
          .toList();
    }
  }
}
