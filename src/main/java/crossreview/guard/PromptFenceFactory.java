package crossreview.guard;

import java.util.Collection;
import java.util.HexFormat;

/**
 * Makes fences that the text between them cannot close.
 *
 * <p>The token is random, so the author of a text cannot know it; a peer that saw it in an earlier
 * prompt can, so every text is searched for it before each use and a fence that does not fit is
 * drawn again. One fence may serve a whole session: prompts of all peers and rounds then share
 * their parts.
 */
public final class PromptFenceFactory {
  /** 16 bytes: 128 bits cannot be guessed. */
  public static final int NONCE_BYTES = 16;

  static final int TOKEN_MIN = 2 * NONCE_BYTES;

  private PromptFenceFactory() {}

  /** The fence of a nonce; the caller draws it from a source that cannot be predicted. */
  public static PromptFence of(byte[] nonce) {
    if (nonce.length < NONCE_BYTES) {
      throw new IllegalArgumentException("a nonce has 16 bytes, got " + nonce.length);
    }
    return new PromptFence(HexFormat.of().formatHex(nonce));
  }

  /** Whether the token is in none of the texts; if it does, the caller draws again. */
  public static boolean fits(PromptFence promptFence, Collection<String> texts) {
    return texts.stream().noneMatch(text -> text.contains(promptFence.token()));
  }
}
