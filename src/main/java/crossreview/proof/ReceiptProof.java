package crossreview.proof;

import crossreview.json.CanonicalJson;
import crossreview.json.JsonRefused;
import crossreview.model.Digest;
import crossreview.proof.Verification.Damage;
import crossreview.store.Seal.Closing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the receipt of a closed session: the blob that the closing line names, signed, and saying
 * what the journal says; and the copy for people, {@code receipt.json}. Blocks.
 */
final class ReceiptProof {
  private static final String VIEW = "receipt.json";

  private final Path folder;
  private final Closing closing;
  private final Digest named;
  private final List<Damage> damages = new ArrayList<>();
  private String signedBy;

  /**
   * @param named the digest in the closing line
   */
  ReceiptProof(Path folder, Closing closing, Digest named) {
    this.folder = folder;
    this.closing = closing;
    this.named = named;
  }

  /** The damages, which may be none. */
  List<Damage> check() {
    String file = "blobs/" + named;
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      if (!Digest.of(bytes).equals(named)) {
        damages.add(new Damage(file, 0, "is not the receipt that was stored"));
      } else {
        receipt(file, bytes);
        view(bytes);
      }
    } catch (NoSuchFileException e) {
      damages.add(new Damage(file, 0, "is missing; it is the receipt of this session"));
    } catch (IOException e) {
      damages.add(new Damage(file, 0, "cannot be read: " + e.getMessage()));
    }
    return damages;
  }

  private void receipt(String file, byte[] bytes) {
    Receipt receipt = Receipt.read(bytes);
    if (!receipt.whole()) {
      damages.add(new Damage(file, 0, receipt.fault()));
      return;
    }
    signedBy = receipt.key().fingerprint().value();
    if (!says(receipt)) {
      damages.add(new Damage(file, 0, "the receipt does not say what the journal says"));
    }
  }

  private boolean says(Receipt receipt) {
    if (!ReceiptContent.FORMAT.equals(receipt.text("format"))) {
      return true; // another version's fields; its digest and its signature hold
    }
    try {
      byte[] ours = CanonicalJson.bytes(ReceiptContent.of(closing));
      return Arrays.equals(ours, CanonicalJson.bytes(receipt.content()));
    } catch (JsonRefused e) {
      return false;
    }
  }

  /** The copy is written after the answer and may not be there yet. */
  private void view(byte[] bytes) throws IOException {
    try {
      if (!Arrays.equals(bytes, Files.readAllBytes(folder.resolve(VIEW)))) {
        damages.add(new Damage(VIEW, 0, "is not the receipt that was stored"));
      }
    } catch (NoSuchFileException e) {
      return; // a copy; the blob is the receipt, and it was checked
    }
  }

  /** What was checked. */
  Verification.Sealed proved() {
    return new Verification.Sealed(named.value(), signedBy);
  }
}
