package crossreview.model.finding;

import crossreview.model.PathGlob;
import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * A lasting ruling of a repository: what a rule or peer finds in some files does not count.
 *
 * @param rule the id of the rule or peer
 * @param glob the files, as a {@link PathGlob}
 * @param kind the kind of finding; absent means every kind
 * @param reason why, in the words of a person
 */
public record FindingSuppression(
    String rule, String glob, @Nullable FindingKind kind, String reason) {
  public static final int RULE_MAX = 32; // as long as the id of a peer may be
  public static final int REASON_MAX = 300;

  public FindingSuppression {
    ValueChecks.text("rule", rule, 1, RULE_MAX);
    new PathGlob(glob);
    ValueChecks.text("reason", reason, 1, REASON_MAX);
  }

  /** Whether it is about this kind of finding of a peer in this file. */
  public boolean covers(String peer, String path, FindingKind found) {
    return rule.equals(peer) && (kind == null || kind == found) && new PathGlob(glob).matches(path);
  }

  int characters() {
    return rule.length() + glob.length() + reason.length();
  }
}
