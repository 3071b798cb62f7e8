package crossreview.store.log;

import crossreview.journal.StoredLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last told lines of a session, at most 256 KiB of them. Any thread. */
public final class LineTail {
  private static final int BYTES_MAX =
      256 * 1024; // four pages: a consumer that keeps up never reads disk

  private final Deque<StoredLine> lines = new ArrayDeque<>();
  private int bytes;

  synchronized void add(List<StoredLine> told) {
    for (StoredLine line : told) {
      lines.add(line);
      bytes += line.bytes().length;
    }
    while (bytes > BYTES_MAX && lines.size() > 1) {
      bytes -= lines.poll().bytes().length;
    }
  }

  /** The lines after a seq within the bounds, if they are all here; else they are on disk. */
  public synchronized Optional<List<StoredLine>> after(long seq, int maxBytes, int maxLines) {
    if (lines.isEmpty() || lines.peekFirst().seq() > seq + 1) {
      return Optional.empty();
    }
    List<StoredLine> page = new ArrayList<>();
    int size = 0;
    int skip = (int) Math.min(lines.size(), seq + 1 - lines.peekFirst().seq());
    for (StoredLine line : lines) {
      if (skip-- > 0) {
        continue;
      }
      page.add(line);
      size += line.bytes().length + 1;
      if (size >= maxBytes || page.size() >= maxLines) {
        break;
      }
    }
    return Optional.of(page);
  }
}
