package crossreview.store;

import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.store.Seal.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where the seal is plugged in. Any thread. */
final class Sealing {
  private volatile Seal seal;

  void plug(Seal plugged) {
    seal = plugged;
  }

  boolean plugged() {
    return seal != null;
  }

  /**
   * Makes the receipt; one that is too long for a line is stored, which blocks.
   *
   * @throws UncheckedIOException when it cannot be made durable
   */
  TextRef sealed(Closing closing, Blobs blobs) {
    byte[] receipt = seal.receipt(closing);
    Digest digest = Digest.of(receipt);
    if (receipt.length <= TextRef.INLINE_MAX) {
      String text = new String(receipt, StandardCharsets.UTF_8);
      return new TextRef(digest, receipt.length, text); // one fsync less before the answer
    }
    try {
      blobs.putNow(receipt);
      return new TextRef(digest, receipt.length, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
