package crossreview.model.material;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;

/**
 * What is reviewed, by digest; its bytes are a blob.
 *
 * @param sha256 the digest of the bytes
 * @param bytes how many
 * @param mediaType {@code text/x-diff} or {@code text/plain} and the like
 * @param label what people call it, usually a file name; never a path that is opened
 */
public record Artifact(Digest sha256, long bytes, String mediaType, String label) {
  public Artifact {
    ValueChecks.within("bytes", bytes, 1, 1L << 40);
    ValueChecks.text("media_type", mediaType, 3, 100);
    ValueChecks.text("label", label, 1, 200);
  }
}
