package crossreview.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data directory as several hosts open it. */
class DataDirTest {
  private static final int HOSTS = 4;

  @TempDir Path root;

  /** In containers every daemon has the process number 1; here all have this process's. */
  @Test
  void hostsWhoseProcessesHaveTheSameNumberOpenAFreshDirectoryAtOnce() throws Exception {
    try (ExecutorService hosts =
        Executors.newFixedThreadPool(HOSTS, Thread.ofPlatform().name("host-", 0).factory())) {
      for (int turn = 0; turn < 50; turn++) {
        Path fresh = root.resolve("data-" + turn);
        CyclicBarrier together = new CyclicBarrier(HOSTS);
        List<Future<DataDir>> opened = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
          String id = "store-" + turn + "-" + host;
          opened.add(
              hosts.submit(() -> {
                together.await();
                return DataDir.open(fresh, id);
              }));
        }
        Set<String> stores = new HashSet<>();
        for (Future<DataDir> each : opened) {
          stores.add(each.get().storeId());
          each.get().probe();
        }
        assertEquals(1, stores.size(), "all of them have the same store");
        assertEquals(List.of(), leftovers(fresh));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwxr-x---", "rwx--x---", "rwxrwxrwx", "rwx-w----"})
  void aDirectoryThatOthersCanEnterIsRefusedWithTheRemedyAndLeftAsItIs(String mode)
      throws IOException {
    Path open = Files.createDirectory(root.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> DataDir.requirePrivate(open));

    assertEquals("private_file_refused", problemException.problem().code());
    String message = problemException.problem().message();
    assertTrue(
        message.endsWith("has mode " + mode + ", expected rwx------; run: chmod 700 " + open));
    try (Stream<Path> files = Files.list(open)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aDirectoryOfALaterFormatIsRefusedWithItsNumberAndStaysAsItIs() throws IOException {
    Path later = Files.createDirectory(root.resolve("later"));
    Path format = later.resolve("format.json");
    Files.writeString(format, "{\"format\": 7, \"store_id\": \"s\", \"new\": true}");

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> DataDir.open(later, "mine"));

    assertEquals("newer_format", problemException.problem().code());
    assertEquals(
        format + " says format 7, this version reads " + DataDir.FORMAT,
        problemException.problem().message());
    try (Stream<Path> files = Files.list(later)) {
      assertEquals(List.of(format), files.toList());
    }
  }

  private static List<Path> leftovers(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
