package crossreview.operation.start;

import crossreview.model.Digest;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.Map;

/** Looks for statements of a caller that nothing attached shows, before a start. */
@FunctionalInterface
public interface ClaimPreview {
  /**
   * Fails where the policy refuses them; nothing is recorded.
   *
   * @param session the state that the run would begin from
   * @param given the texts that are not stored yet, by digest
   */
  Future<Void> check(Session session, Map<Digest, String> given);
}
