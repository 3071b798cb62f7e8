package crossreview.operation.start;

import crossreview.codec.RecordCodec;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.operation.start.StartSteps.OpenStep;
import crossreview.operation.start.StartSteps.RunStep;
import crossreview.operation.start.StartSteps.SpendingLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
            ? List.of("initial_draft", "mode", "max_rounds", "extra_rounds", "until_stopped")
            : List.of("draft"));
    if (!waits) {
      without.add("wait_ms");
    }
    if (waits || oneRound) { // for agents, whose lists of tools stay short
      without.addAll(List.of("media_type", "change", "context", "exclusions", "suppressions"));
    }
    return RecordCodec.of(ReviewStartInput.class).inputSchema(without.toArray(String[]::new));
  }

  OpenStep open(ReviewStartInput input) {
    SpendingLimit limits =
        input.maxCostUsd() == null ? null : new SpendingLimit(input.maxCostUsd());
    return new OpenStep(input.task(), input.reviewFocus(), input.panel(), mode(input), limits);
  }

  RunStep run(SessionId id, ReviewStartInput input) {
    Long rounds = input.untilStopped() ? null : input.maxRounds();
    return new RunStep(
        id,
        input.callerStatus(),
        input.effort(),
        mode(input),
        oneRound ? Long.valueOf(1) : rounds,
        input.extraRounds(),
        input.suppressions(),
        input.efforts(),
        null);
  }

  /** Null for the session's own. */
  private @Nullable RunMode mode(ReviewStartInput input) {
    return oneRound ? RunMode.REVIEW : input.mode();
  }
}
