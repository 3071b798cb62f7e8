package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An API that is sent nonsense: nothing under its data directory changes, whatever is answered. */
abstract class DataDirInvariant {
  static final String API = "/api/v1";

  @TempDir static Path dir;
  @AutoClose static HttpTestServer httpTestServer;
  static HttpTestClient talk;
  static SessionId id;
  private Map<Path, String> before;

  @BeforeAll
  static void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    talk = httpTestServer.talk();
    id = httpTestServer.session();
  }

  @BeforeEach
  void look() throws IOException {
    before = tree();
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertEquals(before, tree());
  }

  private static Map<Path, String> tree() throws IOException {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(dir)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        found.put(path, content(path));
      }
    }
    return found;
  }

  /** The heartbeat of a lock that is held changes times, never content. */
  private static String content(Path path) throws IOException {
    return Files.isRegularFile(path) ? Digest.of(Files.readAllBytes(path)).value() : "folder";
  }
}
