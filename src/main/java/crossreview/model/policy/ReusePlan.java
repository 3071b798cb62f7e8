package crossreview.model.policy;

import crossreview.model.ValueChecks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long an answer is used again for exactly the same question of another session.
 *
 * @param withinHours from the end of the call that brought it
 */
public record ReusePlan(int withinHours) {
  /** A month: what a model said earlier says little about the model of today. */
  public static final int HOURS_MAX = 744;

  public ReusePlan {
    ValueChecks.within("within_hours", withinHours, 1, HOURS_MAX);
  }

  /** The same as a tree for digests, settings and answers. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("within_hours", (long) withinHours);
    return tree;
  }
}
