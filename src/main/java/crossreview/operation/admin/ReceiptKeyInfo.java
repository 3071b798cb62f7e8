package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.proof.PublicKeyInfo;
import crossreview.proof.ReceiptKey;
import io.vertx.core.Future;

/** Shows the public key of the receipts. */
final class ReceiptKeyInfo {
  private static final ObjectCodec<PublicKeyInfo> OUTPUT =
      ObjectCodec.<PublicKeyInfo>object()
          .must("algorithm", SchemaBuilder.text("Ed25519."), key -> ReceiptKey.ALGORITHM)
          .must(
              "fingerprint",
              SchemaBuilder.text("The SHA-256 of the key's bytes."),
              PublicKeyInfo::fingerprint)
          .must(
              "public",
              SchemaBuilder.text("The SubjectPublicKeyInfo (RFC 8410) in base64."),
              PublicKeyInfo::base64);

  private final PublicKeyInfo key;

  ReceiptKeyInfo(PublicKeyInfo key) {
    this.key = key;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "receipt_key",
            "Read the receipt key",
            "Reads the public key of this server's receipts. Keep the key or its fingerprint where"
                + " you check receipts, to know which server signed them.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/receipt-key")),
        NoInput.class,
        OUTPUT,
        (operationCall, input) -> answer());
  }

  private Future<OperationAnswer<PublicKeyInfo>> answer() {
    return Future.succeededFuture(OperationAnswer.done(key));
  }
}
