package crossreview.cli.daemon;

import crossreview.cli.CliException;
import crossreview.file.FileModes;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.process.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code start.json}: how the daemon of a data directory was started in the background, so that
 * {@code restart} starts it in the same way.
 *
 * @param pid the process that was started
 * @param directory where relative names of the settings begin
 * @param arguments of {@code serve}
 */
record LaunchRecord(long pid, Path directory, List<String> arguments) {
  private static final String NAME = "start.json";
  private static final int BYTES_MAX = 1024 * 1024; // more than a command line can have

  /** What the directory says; empty where no daemon was started in the background. */
  static Optional<LaunchRecord> read(Path dataDir) {
    Path file = dataDir.resolve(NAME);
    try {
      Map<String, Object> map = JsonReader.readObject(TextFile.read(file, BYTES_MAX));
      if (map.get("pid") instanceof Long pid
          && map.get("directory") instanceof String directory
          && map.get("arguments") instanceof List<?> words
          && words.stream().allMatch(String.class::isInstance)) {
        return Optional.of(
            new LaunchRecord(
                pid, Path.of(directory), words.stream().map(String.class::cast).toList()));
      }
      throw unreadable(file, "it is not what crossreview start writes");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | InvalidJsonException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static CliException unreadable(Path file, String why) {
    return new CliException(
        CliProblem.CANNOT_READ,
        "cannot read "
            + file
            + ": "
            + why
            + ". Remove it, then: crossreview stop, crossreview"
            + " start");
  }

  /** A reader sees this record or the one before, never a part. */
  void write(Path dataDir) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pid", pid);
    map.put("directory", directory.toString());
    map.put("arguments", arguments);
    Path made = Files.createTempFile(dataDir, "start", ".tmp", FileModes.PRIVATE_FILE);
    Files.write(made, JsonWriter.bytes(map));
    Files.move(made, dataDir.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }
}
