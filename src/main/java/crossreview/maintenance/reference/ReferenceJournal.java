package crossreview.maintenance.reference;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the lines of an {@code events.ndjson} of the reference system, and what is wrong. */
final class ReferenceJournal {
  private static final int LINE_MAX = 64 << 20; // its answers travel in lines

  private long readable;
  private long broken;
  private long doubled;
  private long highest;

  private ReferenceJournal() {}

  /** The lines that can be read. */
  static long look(Path folder, List<String> repairs) throws IOException {
    Path file = folder.resolve("events.ndjson");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    ReferenceJournal journal = new ReferenceJournal();
    journal.read(file);
    if (journal.broken > 0) {
      repairs.add("events.ndjson has " + journal.broken + " incomplete or damaged lines");
    }
    if (journal.doubled > 0) {
      repairs.add("events.ndjson has " + journal.doubled + " duplicate numbers");
    }
    long missing = journal.highest - (journal.readable - journal.doubled);
    if (missing > 0) {
      repairs.add("events.ndjson lacks " + missing + " of " + journal.highest + " numbers");
    }
    return journal.readable;
  }

  private void read(Path file) throws IOException {
    Set<Long> seen = new HashSet<>();
    // Replacing what is not UTF-8 is enough to count: such a line is not JSON, or its text is odd.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          line(line, seen);
        }
      }
    }
  }

  private void line(String line, Set<Long> seen) {
    try {
      Map<String, Object> event = line.length() > LINE_MAX ? Map.of() : JsonReader.readObject(line);
      readable++;
      if (event.get("seq") instanceof Long seq) {
        doubled += seen.add(seq) ? 0 : 1;
        highest = Math.max(highest, seq);
      }
    } catch (InvalidJsonException e) {
      broken++;
    }
  }
}
