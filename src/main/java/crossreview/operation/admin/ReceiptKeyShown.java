package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.proof.PublicKeyInfo;
import io.vertx.core.Future;
import java.util.Map;

/** Shows the public key of the receipts. */
final class ReceiptKeyShown {
  private final PublicKeyInfo key;

  ReceiptKeyShown(PublicKeyInfo key) {
    this.key = key;
  }

  Operation operation() {
    return new Operation(
        "receipt_key",
        "Read the receipt key",
        "Reads the public key that this server's receipts are signed with. Keep it, or its"
            + " fingerprint, where you check receipts: it tells whose they are.",
        Schema.object().build(),
        Schema.object()
            .must("algorithm", Schema.text("Ed25519."))
            .must("fingerprint", Schema.text("The SHA-256 of the key's bytes."))
            .must("public", Schema.text("The SubjectPublicKeyInfo (RFC 8410) in base64."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/receipt-key"),
        call -> answer());
  }

  private Future<Result> answer() {
    Map<String, Object> body = key.tree();
    return Future.succeededFuture(new Result.Done(body));
  }
}
