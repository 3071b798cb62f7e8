package crossreview.journal;

import java.util.Map;

/** Gets each line of the chain in order. */
@FunctionalInterface
public interface Replay {
  /**
   * @param json the line as the strict reader gives it
   * @throws JournalDamaged when the line is no line of this format
   */
  void line(StoredLine line, Map<String, Object> json) throws JournalDamaged;
}
