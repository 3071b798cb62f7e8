package crossreview.model.material;

import crossreview.model.PathGlob;
import crossreview.model.ValueChecks;
import java.util.List;

/**
 * Files of a change whose content is not put before models and people, as whoever submits it says.
 * Each is named with the reason wherever the result is shown; rules still read it.
 *
 * @param reason why, and who says so
 * @param globs which files
 */
public record ScopeExclusion(String reason, List<String> globs) {
  public static final int REASON_MAX = 160;

  /** Exclusions of one artifact. */
  public static final int ENTRIES_MAX = 64;

  public static final int GLOBS_MAX = 256;

  /** A line of the journal has them all beside the names of other files. */
  public static final int CHARACTERS_MAX = 8_000;

  public ScopeExclusion {
    ValueChecks.text("reason", reason, 1, REASON_MAX);
    globs = ValueChecks.list(globs);
    ValueChecks.within("globs", globs.size(), 1, GLOBS_MAX);
    globs.forEach(PathGlob::new);
  }

  /** How many characters it has. */
  public int characters() {
    return reason.length() + globs.stream().mapToInt(String::length).sum();
  }
}
