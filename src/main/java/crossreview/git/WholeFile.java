package crossreview.git;

import crossreview.model.material.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * A file of a commit or tree, whole.
 *
 * @param kind why it is read
 * @param commit the commit whose file it is; absent for a tree without one
 * @param bytes its bytes; absent where it is left out
 * @param omitted why it is left out; absent where it is not
 */
@SuppressWarnings("ArrayRecordComponent") // read once by its receiver, never compared
public record WholeFile(
    ContextKind kind,
    String path,
    @Nullable String commit,
    byte @Nullable [] bytes,
    @Nullable String omitted) {
  /** Nothing larger fits into a prompt beside the change. */
  public static final int BYTES_MAX = 64 * 1024;

  static WholeFile of(ContextKind kind, String path, @Nullable String commit, byte[] bytes) {
    return new WholeFile(kind, path, commit, bytes, null);
  }

  static WholeFile without(ContextKind kind, String path, @Nullable String commit, String why) {
    return new WholeFile(kind, path, commit, null, why);
  }
}
