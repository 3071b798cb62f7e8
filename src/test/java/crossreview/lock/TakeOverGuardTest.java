package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.lock.TakeOverGuard.TakeOverPermit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TakeOverGuardTest {
  private static final Path SESSION = Path.of("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");

  @TempDir Path root;

  @Test
  void oneIsInsideAndTheNextEntersAfterIt() {
    TakeOverGuard guard = new TakeOverGuard(root.resolve("guards"));
    TakeOverPermit first = guard.enter(SESSION).orElseThrow();

    assertTrue(guard.enter(SESSION).isEmpty());
    first.close();

    assertTrue(guard.enter(SESSION).isPresent());
  }

  @Test
  void twoInstancesOnOneDirectoryExcludeEachOther() {
    TakeOverGuard one = new TakeOverGuard(root.resolve("guards"));
    TakeOverGuard other = new TakeOverGuard(root.resolve("guards"));
    TakeOverPermit first = one.enter(SESSION).orElseThrow();

    assertTrue(other.enter(SESSION).isEmpty());
    first.close();

    assertTrue(other.enter(SESSION).isPresent());
  }

  @Test
  void guardFilesAreEmptyNamedByTwoDigitsAndStay() throws IOException {
    TakeOverGuard guard = new TakeOverGuard(root.resolve("guards"));

    guard.enter(SESSION).orElseThrow().close();

    try (Stream<Path> files = Files.list(root.resolve("guards"))) {
      List<Path> all = files.toList();
      assertTrue(all.size() == 1 && all.get(0).getFileName().toString().matches("[0-9a-f]{2}"));
    }
  }

  @Test
  void withoutItsDirectoryTheGuardStillWorksInsideTheProcessAndMakesNoParents() {
    TakeOverGuard guard = new TakeOverGuard(root.resolve("gone/guards"));

    TakeOverPermit takeOverPermit = guard.enter(SESSION).orElseThrow();
    assertTrue(guard.enter(SESSION).isEmpty());
    takeOverPermit.close();

    assertTrue(guard.enter(SESSION).isPresent());
    assertFalse(Files.exists(root.resolve("gone")));
  }
}
