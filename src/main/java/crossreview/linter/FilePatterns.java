package crossreview.linter;

import crossreview.model.PathGlob;
import java.util.List;

/** Patterns of paths, of which one has to match. */
public final class FilePatterns {
  private final List<String> globs;
  private final List<PathGlob> compiled;

  /**
   * Reads patterns.
   *
   * @throws IllegalArgumentException with what is wrong with the first that is none
   */
  public FilePatterns(List<String> globs) {
    this.globs = List.copyOf(globs);
    this.compiled = this.globs.stream().map(PathGlob::new).toList();
  }

  /** As they were written. */
  public List<String> globs() {
    return globs;
  }

  public boolean match(String path) {
    return compiled.stream().anyMatch(glob -> glob.matches(path));
  }
}
