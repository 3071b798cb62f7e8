package crossreview.cli.daemon;

import crossreview.cli.JsonNode;
import crossreview.file.FileModes;
import crossreview.process.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code log/start.log}: what a daemon in the background writes to stdout and stderr, which is why
 * it did not start, or why the JVM ended; all else is in its log. Each start begins it anew.
 */
record StartOutput(Path file) {
  private static final int BYTES_MAX = 1024 * 1024; // a start says a line or two
  private static final int LINES_MAX = 20;
  private static final String OWN = "crossreview: ";

  static StartOutput in(Path folder) throws IOException {
    Path file = folder.resolve("start.log");
    Files.deleteIfExists(file);
    return new StartOutput(Files.createFile(file, FileModes.PRIVATE_FILE));
  }

  /** The daemon's own words, or the last lines of whatever was said. */
  String reason() {
    List<String> lines;
    try {
      lines = TextFile.read(file, BYTES_MAX).lines().toList();
    } catch (IOException e) {
      return "cannot read " + file + ": " + e.getMessage();
    }
    if (lines.isEmpty()) {
      return "it ended without a word; " + file + " is empty";
    }
    int own = -1;
    for (int i = 0; i < lines.size(); i++) {
      own = lines.get(i).startsWith(OWN) ? i : own;
    }
    List<String> told =
        own < 0
            ? lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size())
            : lines.subList(own, Math.min(lines.size(), own + LINES_MAX));
    String text = String.join("\n", told.stream().map(JsonNode::safe).toList());
    return own < 0 ? text : text.substring(OWN.length());
  }
}
