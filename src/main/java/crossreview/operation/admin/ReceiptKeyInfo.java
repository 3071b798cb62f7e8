package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationResult;
import crossreview.proof.PublicKeyInfo;
import io.vertx.core.Future;
import java.util.Map;

/** Shows the public key of the receipts. */
final class ReceiptKeyInfo {
  private final PublicKeyInfo key;

  ReceiptKeyInfo(PublicKeyInfo key) {
    this.key = key;
  }

  Operation operation() {
    return new Operation(
        "receipt_key",
        "Read the receipt key",
        "Reads the public key that this server's receipts are signed with. Keep it, or its"
            + " fingerprint, where you check receipts: it tells whose they are.",
        SchemaBuilder.object().build(),
        SchemaBuilder.object()
            .must("algorithm", SchemaBuilder.text("Ed25519."))
            .must("fingerprint", SchemaBuilder.text("The SHA-256 of the key's bytes."))
            .must("public", SchemaBuilder.text("The SubjectPublicKeyInfo (RFC 8410) in base64."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/receipt-key"),
        operationCall -> answer());
  }

  private Future<OperationResult> answer() {
    Map<String, Object> body = key.tree();
    return Future.succeededFuture(new OperationResult.ValueResult(body));
  }
}
