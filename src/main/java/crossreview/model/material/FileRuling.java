package crossreview.model.material;

import crossreview.model.Digest;
import crossreview.model.PartNumbers;
import crossreview.model.ValueChecks;

/**
 * A person's word that a file of a change need not be shown, which could not be shown to everybody.
 *
 * @param artifact the text that it is about; another text needs another ruling
 * @param path the file, as the change names it
 * @param parts the numbers of the parts of the file that a voter was not shown, such as {@code
 *     3,7}; empty where the change does not have the content at all
 * @param reason why
 * @param by who says so
 */
public record FileRuling(Digest artifact, String path, String parts, String reason, String by) {
  /** A round names them all beside the other exclusions. */
  public static final int RULINGS_MAX = 64;

  public static final int REASON_MAX = 160;

  public static final int PATH_MAX = 1_000;

  public FileRuling {
    ValueChecks.text("path", path, 1, PATH_MAX);
    ValueChecks.text("parts", parts, 0, PartNumbers.LENGTH_MAX);
    ValueChecks.text("reason", reason, 1, REASON_MAX);
  }

  /** Whether it is about a part that this text has not, or that a voter was not shown. */
  public boolean reaches(Digest text, String file, int part, boolean unseen) {
    return artifact.equals(text)
        && path.equals(file)
        && (unseen || PartNumbers.parse(parts).get(part));
  }

  /** The reason and the person, as coverage and verdict name it. */
  public String words() {
    return "ruled out by " + by + ": " + reason;
  }
}
