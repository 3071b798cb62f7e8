package crossreview.journal;

import java.util.Map;

/** Gets each line of the chain in order. */
@FunctionalInterface
public interface ReplayHandler {
  /**
   * @param json the line as the strict reader gives it
   * @throws JournalDamagedException when the line is not a line of this format
   */
  void line(StoredLine line, Map<String, Object> json) throws JournalDamagedException;
}
