package crossreview.proof;

import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a session found.
 *
 * @param lines lines on the chain that were checked
 * @param head the digest of the last one
 * @param epochs files on the chain
 * @param texts blobs and inline texts whose digests were compared
 * @param finalDigest the approved bytes
 * @param receipt the receipt of a closed session
 * @param untoldBytes how many bytes follow the last confirmed line: being written while a daemon
 *     writes, else torn by a crash; no damage, because it was never shown
 * @param olderViews whole views that an earlier version wrote; no damage, because the next start of
 *     a daemon writes them again
 */
public record VerificationResult(
    long lines,
    @Nullable String head,
    int epochs,
    int texts,
    @Nullable String finalDigest,
    @Nullable ReceiptSignature receipt,
    long untoldBytes,
    List<String> olderViews,
    List<Damage> damages) {

  /** How answers spell it; their schema names one field and is open. */
  public static final ObjectCodec<VerificationResult> CODEC =
      ObjectCodec.<VerificationResult>object()
          .must("ok", SchemaBuilder.flag("Whether nothing is damaged."), VerificationResult::ok)
          .field("lines", VerificationResult::lines)
          .field("epochs", VerificationResult::epochs)
          .field("texts", VerificationResult::texts)
          .field("head", VerificationResult::head)
          .field("final", VerificationResult::finalDigest)
          .inline(ReceiptSignature.CODEC, VerificationResult::receipt)
          .field("untold_bytes", result -> result.untoldBytes() == 0 ? null : result.untoldBytes())
          .field(
              "older_views", result -> result.olderViews().isEmpty() ? null : result.olderViews())
          .field("damages", VerificationResult::damages)
          .open();

  /**
   * One thing that is not what was written: where, and why.
   *
   * @param line 1-based in the file, 0 for the file as a whole
   */
  public record Damage(String file, long line, @Nullable String reason) {}

  /**
   * A receipt.
   *
   * @param digest its SHA-256, as the closing line names it
   * @param signedBy the fingerprint of the key; null where the receipt is damaged
   */
  public record ReceiptSignature(String digest, @Nullable String signedBy) {
    private static final ObjectCodec<ReceiptSignature> CODEC =
        ObjectCodec.<ReceiptSignature>object()
            .field("receipt", ReceiptSignature::digest)
            .field("signed_by", ReceiptSignature::signedBy);
  }

  public boolean ok() {
    return damages.isEmpty() && lines > 0;
  }

  /** The same as a tree for answers. */
  public Map<String, Object> tree() {
    return CODEC.tree(this);
  }
}
