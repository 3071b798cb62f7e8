package crossreview.operation.proof;

import crossreview.model.Digest;
import crossreview.model.SessionProblem;
import crossreview.model.TextRef;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/**
 * The receipt of a closed session as its closing line carries or names it.
 *
 * @param session the session
 * @param sha256 the digest of the bytes
 */
record StoredReceipt(Session session, Digest sha256, byte[] bytes) {
  /** Refused with {@code no_receipt}. */
  static Future<StoredReceipt> of(SessionRegistry sessionRegistry, Session session) {
    TextRef named = named(session);
    Digest digest = named.sha256();
    return named.text() == null
        ? sessionRegistry
            .blob(session.id(), digest)
            .map(bytes -> new StoredReceipt(session, digest, bytes))
        : Future.succeededFuture(
            new StoredReceipt(session, digest, named.text().getBytes(StandardCharsets.UTF_8)));
  }

  private static TextRef named(Session session) {
    if (!session.closed()) {
      String message = "no receipt yet, the session is " + SessionState.of(session);
      throw SessionProblem.NO_RECEIPT.exception(message);
    }
    if (session.finalized().receipt() == null) {
      String message = "the session was closed without a receipt, by an older version";
      throw SessionProblem.NO_RECEIPT.exception(message);
    }
    return session.finalized().receipt();
  }
}
