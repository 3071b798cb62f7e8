package crossreview.model.policy;

import crossreview.model.WireEnum;
import crossreview.model.finding.FindingScope;
import org.jspecify.annotations.Nullable;

/** Which findings about a change can block it. */
public enum BlockScope implements WireEnum {
  /** Those about a line that it adds. */
  INTRODUCED,
  /** Those about any line of it. */
  TOUCHED,
  /** Those about a shown file, too. */
  ALL;

  /**
   * Whether a finding can block.
   *
   * @param scope null where it is unknown, or the text is not a change: then it can
   */
  public boolean covers(@Nullable FindingScope scope) {
    return scope == null
        || switch (this) {
          case INTRODUCED -> scope == FindingScope.INTRODUCED;
          case TOUCHED -> scope != FindingScope.PRE_EXISTING;
          case ALL -> true;
        };
  }
}
