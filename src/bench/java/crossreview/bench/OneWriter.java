package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.testkit.ReviewBench;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One writer that waits for each acknowledgement before it goes on. */
final class OneWriter implements Figure {
  private static final int TURNS = 15;
  private static final int LINES = 400;

  @Override
  public String name() {
    return "one_writer";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    long[] ours = new long[TURNS];
    long[] raw = new long[TURNS];
    try (Lines lines = Lines.open(dir.resolve("store"))) {
      SessionId id = lines.session();
      write(lines, id, 5 * LINES); // warms the compiler up
      for (int turn = 0; turn < TURNS; turn++) {
        raw[turn] = RawDisk.groups(dir.resolve("raw-" + turn), LINES, 1);
        ours[turn] = write(lines, id, LINES);
      }
    }
    long our = Numbers.median(ours);
    long disk = Numbers.median(raw);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", Numbers.perSecond(LINES, our));
    line.put("raw_per_s", Numbers.perSecond(LINES, disk));
    line.put("ratio", Numbers.of((double) disk / our));
    line.put("target_ratio", Numbers.of(0.75));
    return line;
  }

  private static long write(Lines lines, SessionId id, int count) {
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      ReviewBench.get(lines.write(id));
    }
    return System.nanoTime() - began;
  }
}
