package crossreview.model.finding;

import crossreview.model.ValueChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lasting rulings of a repository and where they come from.
 *
 * @param source the path of the file that has them
 * @param commit the commit whose file it is; absent means a folder without git
 */
public record SuppressionSet(
    String source, @Nullable String commit, List<FindingSuppression> entries) {
  public static final int ENTRIES_MAX = 100;
  public static final int SOURCE_MAX = 200;
  public static final int COMMIT_MAX = 64; // a SHA-256 in hexadecimal

  /** A line of the journal holds them all, whatever characters they are made of. */
  public static final int CHARACTERS_MAX = 8_000;

  public SuppressionSet {
    ValueChecks.text("source", source, 1, SOURCE_MAX);
    ValueChecks.optional("commit", commit, COMMIT_MAX);
    entries = ValueChecks.list(entries);
    ValueChecks.within("entries", entries.size(), 1, ENTRIES_MAX);
    int characters = entries.stream().mapToInt(FindingSuppression::characters).sum();
    ValueChecks.within("characters of entries", characters, 1, CHARACTERS_MAX);
  }

  /** Where they come from, in words. */
  public String origin() {
    return commit == null ? source : source + " at " + ValueChecks.cut(commit, 12);
  }
}
