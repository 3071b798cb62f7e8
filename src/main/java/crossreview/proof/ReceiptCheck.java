package crossreview.proof;

import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.proof.VerificationResult.Damage;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the receipt of a closed session: what the closing line carries or names, signed, and
 * saying what the journal says; and the copy for people, {@code receipt.json}. Blocks.
 */
final class ReceiptCheck {
  private static final String VIEW = "receipt.json";

  private final Path folder;
  private final ReceiptInput receiptInput;
  private final TextRef named;
  private final FilePosition filePosition;
  private final List<Damage> damages = new ArrayList<>();
  private @Nullable String signedBy;

  /**
   * @param named what the closing line carries or names
   * @param line where the closing line is
   */
  ReceiptCheck(Path folder, ReceiptInput receiptInput, TextRef named, FilePosition line) {
    this.folder = folder;
    this.filePosition =
        named.text() == null ? new FilePosition("blobs/" + named.sha256(), 0) : line;
    this.receiptInput = receiptInput;
    this.named = named;
  }

  /**
   * The damages, which may be none. Bytes that do not have the named digest, or are missing, are
   * told where all named texts are checked.
   */
  List<Damage> check() {
    try {
      byte[] bytes = bytes();
      if (Digest.of(bytes).equals(named.sha256())) {
        receipt(bytes);
        view(bytes);
      }
    } catch (NoSuchFileException e) {
      return damages;
    } catch (IOException e) {
      damages.add(new Damage(filePosition.file(), 0, "cannot be read: " + e.getMessage()));
    }
    return damages;
  }

  private byte[] bytes() throws IOException {
    return named.text() == null
        ? Files.readAllBytes(folder.resolve("blobs").resolve(named.sha256().value()))
        : named.text().getBytes(StandardCharsets.UTF_8);
  }

  private void receipt(byte[] bytes) {
    Receipt receipt = Receipt.read(bytes);
    String fault = receipt.fault();
    if (fault != null) {
      damages.add(new Damage(filePosition.file(), filePosition.line(), fault));
      return;
    }
    signedBy = receipt.signer().fingerprint().value();
    if (!says(receipt)) {
      String why = "the receipt does not match the journal";
      damages.add(new Damage(filePosition.file(), filePosition.line(), why));
    }
  }

  private boolean says(Receipt receipt) {
    String format = String.valueOf(receipt.text("format"));
    Optional<Map<String, Object>> ours = ReceiptContent.of(format, receiptInput);
    if (ours.isEmpty()) {
      return true; // another version's fields; its digest and its signature hold
    }
    try {
      return Arrays.equals(CanonicalJson.bytes(ours.get()), CanonicalJson.bytes(receipt.content()));
    } catch (InvalidJsonException e) {
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
  VerificationResult.ReceiptSignature proved() {
    return new VerificationResult.ReceiptSignature(named.sha256().value(), signedBy);
  }
}
