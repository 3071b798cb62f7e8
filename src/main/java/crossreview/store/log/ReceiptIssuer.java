package crossreview.store.log;

import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.store.disk.BlobStore;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where the seal is plugged in. Any thread. */
public final class ReceiptIssuer {
  private volatile ReceiptFactory receiptFactory;

  public void setFactory(ReceiptFactory plugged) {
    receiptFactory = plugged;
  }

  boolean hasFactory() {
    return receiptFactory != null;
  }

  /**
   * Makes the receipt; one that is too long for a line is stored, which blocks.
   *
   * @throws UncheckedIOException when it cannot be made durable
   */
  TextRef issue(ReceiptInput receiptInput, BlobStore blobStore) {
    byte[] receipt = receiptFactory.receipt(receiptInput);
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
