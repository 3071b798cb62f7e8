package crossreview.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways to make many files durable take what a backup writes. */
class FileSystemSyncTest {
  @TempDir Path dir;

  @Test
  void bothWaysTakeFilesFoldersAndLinks() throws Exception {
    Files.createDirectories(dir.resolve("a/b"));
    Files.writeString(dir.resolve("a/b/text"), "text");
    Files.createSymbolicLink(dir.resolve("a/link"), Path.of("nowhere"));

    assertDoesNotThrow(() -> FileSystemSync.sync(List.of(dir)));
    assertDoesNotThrow(() -> FileSystemSync.each(dir));
  }

  @Test
  void aFolderThatIsNotThereIsAFailureAndNoneIsNothingToDo() {
    Path gone = dir.resolve("gone");

    assertThrows(IOException.class, () -> FileSystemSync.sync(List.of(gone)));
    assertThrows(IOException.class, () -> FileSystemSync.each(gone));
    assertDoesNotThrow(() -> FileSystemSync.sync(List.of()));
  }
}
