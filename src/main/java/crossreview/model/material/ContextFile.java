package crossreview.model.material;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file beside an artifact: reviewers see it, and nobody votes on it.
 *
 * @param path from the top of the repository, or as the caller named it
 * @param commit the commit whose file it is; absent for other files
 * @param globs the files that a rule is about; absent for all and for what is not a rule
 * @param sha256 its bytes; absent where it is left out
 * @param bytes how long it is
 * @param omitted why it is left out; absent where it is not
 */
public record ContextFile(
    ContextKind kind,
    String path,
    @Nullable String commit,
    @Nullable List<String> globs,
    @Nullable Digest sha256,
    long bytes,
    @Nullable String omitted) {
  public static final int PATH_MAX = 300;
  public static final int OMITTED_MAX = 100;
  public static final int GLOBS_MAX = 32;

  /** Files of one artifact. */
  public static final int FILES_MAX = 64;

  /** A line of the journal names them all, whatever characters the names are made of. */
  public static final int CHARACTERS_MAX = 8_000;

  /** All of them together, in UTF-8: far more than a prompt shows. */
  public static final int BYTES_MAX = 1 << 20;

  /** All rules together, for every prompt has all of them. */
  public static final int RULE_BYTES_MAX = 64 * 1024;

  public ContextFile {
    ValueChecks.text("path", path, 1, PATH_MAX);
    ValueChecks.optional("commit", commit, 64);
    ValueChecks.optional("omitted", omitted, OMITTED_MAX);
    globs = globs == null || globs.isEmpty() ? null : List.copyOf(globs);
    if ((sha256 == null) != (omitted != null)) {
      throw new IllegalArgumentException("a file is left out for a reason, or has a digest");
    }
  }

  /** How many characters name it and say what it is about. */
  public int characters() {
    int about = globs == null ? 0 : globs.stream().mapToInt(String::length).sum();
    return path.length() + about + (omitted == null ? 0 : omitted.length());
  }
}
