package crossreview.model;

import org.jspecify.annotations.Nullable;

/**
 * A text by digest. Up to {@link #INLINE_MAX} UTF-8 bytes travel in the line; a longer one is a
 * blob.
 *
 * @param text the text itself when it is short, else null
 */
public record TextRef(Digest sha256, long bytes, @Nullable String text) {
  /** 8 KiB: a state line with one such text stays far below the 64 KiB of a line. */
  public static final int INLINE_MAX = 8 * 1024;
}
