package crossreview.store.log;

import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.store.disk.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the seal is plugged in. Any thread. */
public final class ReceiptIssuer {
  private volatile @Nullable ReceiptFactory receiptFactory;

  public void setFactory(ReceiptFactory plugged) {
    receiptFactory = plugged;
  }

  Optional<ReceiptFactory> factory() {
    return Optional.ofNullable(receiptFactory);
  }

  /**
   * The receipt as a line carries it; one that is too long is stored, which blocks.
   *
   * @throws UncheckedIOException when it cannot be made durable
   */
  static TextRef issued(byte[] receipt, BlobStore blobStore) {
    Digest digest = Digest.of(receipt);
    if (receipt.length <= TextRef.INLINE_MAX) {
      String text = new String(receipt, StandardCharsets.UTF_8);
      return new TextRef(digest, receipt.length, text); // one fsync less before the answer
    }
    try {
      blobStore.putNow(receipt);
      return new TextRef(digest, receipt.length, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
