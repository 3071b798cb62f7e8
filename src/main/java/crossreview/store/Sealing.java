package crossreview.store;

import crossreview.model.Digest;
import crossreview.store.Seal.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;

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
   * Makes the receipt and stores it; blocks.
   *
   * @throws UncheckedIOException when it cannot be made durable
   */
  Digest sealed(Closing closing, Blobs blobs) {
    try {
      return blobs.putNow(seal.receipt(closing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
