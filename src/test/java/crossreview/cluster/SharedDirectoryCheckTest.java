package crossreview.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether two hosts really share a directory. */
class SharedDirectoryCheckTest {
  @TempDir Path data;
  @TempDir Path elsewhere;

  private final ExecutorService other =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("other-host").factory());

  @AfterEach
  void end() {
    other.shutdownNow();
  }

  private SharedDirectoryCheck.RemoteHost at(Path directory) {
    return (folder, prefix, count) ->
        other.submit(() -> {
          Path there =
              Files.createDirectories(
                  directory.resolve(SharedDirectoryCheck.FOLDER).resolve(folder));
          return HostTask.FileCreationTask.make(there, prefix, count);
        });
  }

  @Test
  void onOneDirectoryEachNameIsMadeByOne() throws Exception {
    assertEquals(Optional.empty(), new SharedDirectoryCheck(data, "race").run(at(data)));

    try (Stream<Path> left = Files.list(data.resolve(SharedDirectoryCheck.FOLDER))) {
      assertEquals(List.of(), left.toList(), "nothing is left of it");
    }
  }

  @Test
  void twoDirectoriesThatOnlyLookAlikeAreFound() throws Exception {
    String wrong = new SharedDirectoryCheck(data, "race").run(at(elsewhere)).orElse("");

    assertTrue(wrong.contains("both hosts created the same 200 of 200 names"), wrong);
  }

  @Test
  void aNameThatIsSeenTooLateIsFound() throws Exception {
    SharedDirectoryCheck.RemoteHost late =
        (folder, prefix, count) ->
            prefix.startsWith("race-")
                ? at(data).make(folder, prefix, count)
                : at(elsewhere).make(folder, prefix, count);

    String wrong = new SharedDirectoryCheck(data, "race").run(late).orElse("");

    assertTrue(wrong.contains("created again by the other"), wrong);
  }

  @Test
  void aNameThatNobodyCouldMakeIsFound() {
    TreeSet<Integer> here = new TreeSet<>(List.of(0, 1));
    TreeSet<Integer> there = new TreeSet<>(List.of(3));

    assertEquals(
        Optional.of("no host could create 1 of 4 names"),
        SharedDirectoryCheck.verdict(here, there, 4));
  }

  @Test
  void nobodyMakesNamesElsewhereByAskingForARace() {
    for (String folder : List.of("../sessions", "/etc", "a/b", "")) {
      HostTask.FileCreationTask task = new HostTask.FileCreationTask(folder, "race-", 1);
      assertThrows(IllegalArgumentException.class, task::call, folder);
    }
    HostTask.FileCreationTask task = new HostTask.FileCreationTask("ok", "../../x", 1);
    assertThrows(IllegalArgumentException.class, task::call);
  }
}
