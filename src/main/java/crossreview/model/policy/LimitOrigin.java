package crossreview.model.policy;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * A limit at the opening of a session, and why it is that.
 *
 * @param requested what the caller asked for
 * @param allowed what the settings allow; empty where they set nothing
 * @param effective what holds; empty where nothing is set
 */
public record LimitOrigin(
    LimitName limit,
    @Nullable String requested,
    String allowed,
    String effective,
    LimitSource source) {
  public LimitOrigin {
    ValueChecks.optional("requested", requested, 64);
  }
}
