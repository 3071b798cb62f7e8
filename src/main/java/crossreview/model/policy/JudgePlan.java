package crossreview.model.policy;

import crossreview.model.ValueChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which judges a policy asks by itself about requests for evidence, before a round.
 *
 * @param peers one judge, or several of which all must agree
 */
public record JudgePlan(JudgeMode mode, List<String> peers) {
  /** More cost more than they tell. */
  public static final int PEERS_MAX = 8;

  public JudgePlan {
    peers = ValueChecks.list(peers);
    ValueChecks.within("judges", peers.size(), 1, PEERS_MAX);
  }

  /** The same as a tree for digests, settings and answers. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mode", mode.wireName());
    tree.put("peers", peers);
    return tree;
  }
}
