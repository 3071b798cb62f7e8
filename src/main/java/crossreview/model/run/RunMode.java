package crossreview.model.run;

import crossreview.model.WireEnum;
import java.util.List;
import java.util.stream.Stream;

/** How a run works. */
public enum RunMode implements WireEnum {
  /** An author revises between rounds. */
  SHIP,
  /** Verdict only: findings go back to the caller, the artifact is never rewritten. */
  REVIEW,
  /** Serial custody: each peer in turn revises or leaves every byte as it is. */
  CIRCULAR,
  /** No round: judges say whether requests for evidence are answered. Never a session's own. */
  JUDGE;

  /** Whether its rounds are voted on. */
  public boolean votes() {
    return this == SHIP || this == REVIEW;
  }

  /** The modes that callers choose from. */
  public static List<String> words() {
    return Stream.of(values()).filter(runMode -> runMode != JUDGE).map(WireEnum::wireName).toList();
  }
}
