package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.testkit.NodePackages;
import crossreview.testkit.NodePackages.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official client for Java drives a whole review over HTTP: the first version with this API and
 * a new one, each on a class path of its own. Skipped where Maven cannot have them.
 */
class OfficialJavaClientIT {
  private static final Path SCRIPT = Path.of("src/test/resources/mcp/JavaClient.java");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "2.1.0"})
  void itDrivesAWholeReview(String version) throws Exception {
    String classPath = classPath(version);
    try (DaemonProcess daemon = DaemonProcess.start(home, home.resolve("data"))) {
      Ran ran =
          NodePackages.run(
              Path.of("."),
              Map.of(),
              60,
              List.of(JAVA, "-cp", classPath, SCRIPT.toString(), daemon.url(), daemon.token()));

      assertEquals(0, ran.code(), ran.said());
      assertTrue(
          ran.said().contains("tools 12, converged true, unanimous, wrong true, final one plan"),
          ran.said());
    }
  }

  /** Of the client and what it needs; Maven is asked once for each version. */
  private static String classPath(String version) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/mcp-java", version).toAbsolutePath());
    Path answer = folder.resolve("class-path.txt");
    if (!Files.isRegularFile(answer)) {
      Files.writeString(
          folder.resolve("pom.xml"),
          """
          <project xmlns="http://maven.apache.org/POM/4.0.0">
            <modelVersion>4.0.0</modelVersion>
            <groupId>test</groupId><artifactId>client</artifactId><version>1</version>
            <dependencies><dependency>
              <groupId>io.modelcontextprotocol.sdk</groupId><artifactId>mcp</artifactId>
              <version>%s</version>
            </dependency></dependencies>
          </project>
          """
              .formatted(version));
      List<String> command =
          List.of("mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=" + answer);
      Ran ran = NodePackages.run(folder, Map.of(), 120, command);
      assumeTrue(ran.code() == 0, () -> "version " + version + " cannot be had: " + ran.said());
    }
    return Files.readString(answer).strip();
  }
}
