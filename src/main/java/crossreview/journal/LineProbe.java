package crossreview.journal;

import crossreview.journal.file.FilePort;
import crossreview.journal.file.Sha256Hasher;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a line shortly before a seq by halving the file, so that one page of a long session costs a
 * few small reads. What it finds is a guess that the chain must confirm: a reader that continues
 * from it and meets a fault begins again at a place that is known.
 */
final class LineProbe {
  /** Some 50 lines, which are read in the time that two more looks take. */
  private static final long NEAR = 16 * 1024;

  private final FilePort.Channel channel;
  private final long epoch;

  LineProbe(FilePort.Channel channel, long epoch) {
    this.channel = channel;
    this.epoch = epoch;
  }

  /** A whole line: its seq, its digest, and where the next one begins. */
  record LineMatch(long seq, String digest, long end) {}

  /**
   * A line whose seq is not above {@code after}, and near it.
   *
   * @param from where a line begins
   * @param to where the last line ends
   * @return empty where halving found none, or what is there is not in order
   */
  Optional<LineMatch> before(long after, long from, long to) throws IOException {
    long low = from;
    long high = to;
    LineMatch lineMatch = null;
    while (high - low > NEAR) {
      long middle = low + (high - low) / 2;
      Optional<LineMatch> line = lineAt(middle, high);
      if (line.isEmpty() || line.get().seq() > after) {
        high = middle;
      } else if (lineMatch != null && line.get().seq() < lineMatch.seq()) {
        return Optional.empty();
      } else {
        lineMatch = line.get();
        low = lineMatch.end();
      }
    }
    return Optional.ofNullable(lineMatch);
  }

  /** The first whole line that begins after an offset, when it is one of this epoch. */
  private Optional<LineMatch> lineAt(long offset, long end) throws IOException {
    LineScanner scanner = LineScanner.small(channel, offset, end);
    if (scanner.next().isEmpty()) { // the rest of a line
      return Optional.empty();
    }
    Optional<byte[]> line = scanner.next();
    return line.isEmpty() ? Optional.empty() : found(line.get(), scanner.offset());
  }

  private Optional<LineMatch> found(byte[] line, long end) {
    try {
      Map<String, Object> json = JsonReader.readObject(line);
      return json.get("seq") instanceof Long seq && Long.valueOf(epoch).equals(json.get("epoch"))
          ? Optional.of(new LineMatch(seq, new Sha256Hasher().of(line), end))
          : Optional.empty();
    } catch (InvalidJsonException e) {
      return Optional.empty(); // damaged: reading from the known place names it
    }
  }
}
