package crossreview.forge;

/**
 * What a forge shows of one changed file.
 *
 * @param before its name at the base; the same where it was not moved
 * @param after its name at the head
 * @param modes both modes; none where the forge does not name them
 * @param patch its hunks, beginning with {@code @@}; empty for none
 * @param missing why hunks are missing; empty where nothing is
 */
public record FilePatch(
    String before,
    String after,
    PatchKind patchKind,
    PatchModes modes,
    String patch,
    String missing) {
  /** What became of the file. */
  public enum PatchKind {
    ADDED,
    REMOVED,
    RENAMED,
    COPIED,
    CHANGED
  }

  /** Modes as git writes them: six digits; {@code 000000} for a side that is not there. */
  public record PatchModes(String before, String after) {
    private static final String FILE = "100644";

    /** Where a forge names no modes. */
    public static final PatchModes UNSAID = new PatchModes(FILE, FILE);

    boolean differ() {
      return !before.equals(after);
    }
  }
}
