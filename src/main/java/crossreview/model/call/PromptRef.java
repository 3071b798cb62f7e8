package crossreview.model.call;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import java.util.List;

/**
 * What was put before one peer: the digest of the whole and of its parts in order.
 *
 * @param digest the digest of the concatenated parts
 * @param parts digests of the parts; each part's text is stored once in the session
 */
public record PromptRef(String peer, Digest digest, List<Digest> parts) {
  public PromptRef {
    parts = ValueChecks.list(parts);
  }
}
