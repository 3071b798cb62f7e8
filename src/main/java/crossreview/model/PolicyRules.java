package crossreview.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a policy says; it travels in {@code session.created}, so that a decision needs nothing but
 * the journal.
 *
 * @param k how many must be READY, for {@link PolicyRule#K_OF_N} only, else null
 * @param reveal whether reviewers of later rounds are shown who raised the others' blocking
 *     findings
 */
public record PolicyRules(PolicyRule rule, Integer k, CitationRule citations, boolean reveal) {
  /** The policy of whoever configures none. */
  public static final PolicyRules UNANIMOUS =
      new PolicyRules(PolicyRule.UNANIMOUS, null, CitationRule.REMARK, false);

  public PolicyRules {
    if ((k != null) != (rule == PolicyRule.K_OF_N)) {
      throw new IllegalArgumentException("k is for k_of_n, and only for it; it is " + k);
    }
    if (k != null) {
      Checks.within("k", k, 1, 32);
    }
  }

  /** The same as a tree for digests, settings and answers. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rule", rule.word());
    if (k != null) {
      tree.put("k", (long) k);
    }
    tree.put("citations", citations.word());
    tree.put("reveal", reveal);
    return tree;
  }
}
