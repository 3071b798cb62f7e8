package crossreview.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchRecordTest {
  @TempDir Path data;

  @Test
  void whatWasWrittenIsReadAndNobodyElseReadsIt() throws IOException {
    LaunchRecord record = new LaunchRecord(7, Path.of("/a b"), List.of("--set", "x=\"y\""));

    record.write(data);
    record.write(data);

    assertEquals(Optional.of(record), LaunchRecord.read(data));
    String mode =
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("start.json")));
    assertEquals("rw-------", mode);
    try (var files = Files.list(data)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void withoutAFileThereIsNone() {
    assertEquals(Optional.empty(), LaunchRecord.read(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"pid\":1,\"directory\":\"/\",\"arguments\":[1]}"})
  void anotherFileIsRefusedAndSaysWhatToDo(String content) throws IOException {
    Files.writeString(data.resolve("start.json"), content);

    CliException refused = assertThrows(CliException.class, () -> LaunchRecord.read(data));

    assertTrue(refused.getMessage().contains("start.json"), refused.getMessage());
    assertTrue(refused.getMessage().contains("Remove it"), refused.getMessage());
  }
}
