package crossreview.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check of a session found.
 *
 * @param lines lines on the chain that were checked
 * @param head the digest of the last one, or null
 * @param epochs files on the chain
 * @param texts blobs and inline texts whose digests were compared
 * @param finalDigest the approved bytes, or null
 * @param receipt the receipt of a closed session, or null
 * @param untoldBytes how much lies behind the last line that was told: on its way while somebody
 *     writes, else torn by a crash; no damage, because nobody has seen it
 */
public record VerificationResult(
    long lines,
    String head,
    int epochs,
    int texts,
    String finalDigest,
    ReceiptSignature receipt,
    long untoldBytes,
    List<Damage> damages) {

  /**
   * One thing that is not what was written: where, and why.
   *
   * @param line 1-based in the file, 0 for the file as a whole
   */
  public record Damage(String file, long line, String reason) {}

  /**
   * A receipt.
   *
   * @param digest its SHA-256, as the closing line names it
   * @param signedBy the fingerprint of the key, or null where the receipt is damaged
   */
  public record ReceiptSignature(String digest, String signedBy) {}

  public boolean ok() {
    return damages.isEmpty() && lines > 0;
  }

  /** The same as a tree for answers. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ok", ok());
    tree.put("lines", lines);
    tree.put("epochs", epochs);
    tree.put("texts", texts);
    tree.put("head", head);
    tree.put("final", finalDigest);
    tree.put("receipt", receipt == null ? null : receipt.digest());
    tree.put("signed_by", receipt == null ? null : receipt.signedBy());
    tree.put("untold_bytes", untoldBytes == 0 ? null : untoldBytes);
    tree.put("damages", damages.stream().map(VerificationResult::tree).toList());
    tree.values().removeIf(value -> value == null);
    return tree;
  }

  private static Map<String, Object> tree(Damage damage) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", damage.file());
    tree.put("line", damage.line());
    tree.put("reason", damage.reason());
    return tree;
  }
}
