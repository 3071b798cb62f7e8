package crossreview.model.policy;

import crossreview.model.ValueChecks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which program a policy runs about the blocking defects of a round before the round is counted.
 *
 * @param peer a member of the panel that proves by execution
 */
public record ProofPlan(String peer, ProofMode mode) {
  public ProofPlan {
    ValueChecks.text("peer", peer, 1, 32);
  }

  /** The same as a tree for digests, settings and answers. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("peer", peer);
    tree.put("mode", mode.wireName());
    return tree;
  }
}
