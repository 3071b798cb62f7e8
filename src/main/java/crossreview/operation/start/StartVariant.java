package crossreview.operation.start;

import crossreview.codec.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the ways to begin.
 *
 * @param oneRound whether it is a single round without a revision, or as many rounds as it takes
 * @param waits whether the answer waits for the end, within bounds
 */
record StartVariant(
    String name, String title, String description, String path, boolean oneRound, boolean waits) {
  /** The schema of its input: what it has no use for is not taken. */
  Map<String, Object> input() {
    List<String> without = new ArrayList<>();
    without.addAll(
        oneRound
            ? List.of("initial_draft", "mode", "max_rounds", "until_stopped")
            : List.of("draft"));
    if (!waits) {
      without.add("wait_ms");
    }
    return RecordCodec.of(ReviewStartInput.class).inputSchema(without.toArray(String[]::new));
  }
}
