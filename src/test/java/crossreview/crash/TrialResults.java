package crossreview.crash;

import crossreview.crash.DaemonTrial.TrialResult;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of trials in a file, a line each, so that a long form can end and be continued. */
final class TrialResults {
  private final Path file;

  TrialResults(Path file) {
    this.file = file;
  }

  /** {@code CRASH_RESULTS}, or a file that outlives the build's own. */
  static Path file() {
    String named = System.getenv("CRASH_RESULTS");
    return named != null
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), ".cache/crossreview/crash-results.ndjson");
  }

  void add(TrialResult result) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file, line(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** A trial as a line of JSON. */
  static String line(TrialResult result) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seed", result.plan().seed());
    line.put("kills", (long) result.plan().kills());
    line.put("cuts", (long) result.plan().cuts());
    line.put("sessions", (long) result.sessions());
    line.put("acknowledged", (long) result.acknowledged());
    line.put("lines", result.lines());
    line.put("ready_ms", result.ready());
    line.put("writable_ms", result.writable());
    line.put("faults", result.faults());
    return JsonWriter.of(line);
  }

  /** How many trials there are; the next one has another seed. */
  int trials() throws IOException, InvalidJsonException {
    return lines().size();
  }

  /** The sum of a number over the trials without a fault. */
  long sum(String name) throws IOException, InvalidJsonException {
    long sum = 0;
    for (Map<String, Object> line : lines()) {
      sum += ((List<?>) line.get("faults")).isEmpty() ? (Long) line.get(name) : 0;
    }
    return sum;
  }

  /** All values of a list of numbers, in order of size. */
  List<Long> sorted(String name) throws IOException, InvalidJsonException {
    List<Long> all = new ArrayList<>();
    for (Map<String, Object> line : lines()) {
      ((List<?>) line.get(name)).forEach(value -> all.add((Long) value));
    }
    all.sort(null);
    return all;
  }

  private List<Map<String, Object>> lines() throws IOException, InvalidJsonException {
    List<Map<String, Object>> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        lines.add(JsonReader.readObject(line));
      }
    }
    return lines;
  }

  /** One line for people. */
  String summary() throws IOException, InvalidJsonException {
    return "%d kills, %d power cuts, %d sessions, %d acknowledgements, %d lines to each of three"
            .formatted(
                sum("kills"), sum("cuts"), sum("sessions"), sum("acknowledged"), sum("lines"))
        + " consumers; ready after "
        + spread(sorted("ready_ms"))
        + ", a command acknowledged after "
        + spread(sorted("writable_ms"));
  }

  private static String spread(List<Long> sorted) {
    return sorted.isEmpty()
        ? "(not measured)"
        : sorted.get(sorted.size() / 2) + " ms (p50), " + sorted.getLast() + " ms (maximum)";
  }
}
