package crossreview.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Problem;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StorageProblemsTest {
  @ParameterizedTest
  @CsvSource({
    "No space left on device, storage_full",
    "Disk quota exceeded, storage_full",
    "Read-only file system, storage_readonly",
    "Too many open files, too_many_open_files",
    "Too many open files in system, too_many_open_files",
    "Input/output error, storage_failed",
    "Permission denied, storage_failed"
  })
  void eachErrorOfADiskHasItsCodeFromAWriteAndFromAnOpen(String text, String code) {
    Problem write = StorageProblems.of("write", new IOException(text));
    Problem open = StorageProblems.of("open", new FileSystemException("/data/x", null, text));

    assertEquals(code, write.code());
    assertEquals(code, open.code());
    assertEquals("cannot open: /data/x: " + text, open.message());
  }

  @Test
  void theNameOfAFileIsNotTakenForAnError() {
    IOException failure =
        new FileSystemException("/data/No space left", null, "Input/output error");

    assertEquals("storage_failed", StorageProblems.of("open it", failure).code());
  }

  @Test
  void aCauseWithoutATextIsWhatTheCallerExpects() {
    assertEquals(
        StorageProblem.JOURNAL_FAILED,
        StorageProblems.code(new IOException(), StorageProblem.JOURNAL_FAILED));
    assertEquals(
        StorageProblem.STORAGE_FAILED,
        StorageProblems.code(new NoSuchFileException("/x"), StorageProblem.STORAGE_FAILED));
  }
}
