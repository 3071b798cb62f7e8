package crossreview.peer.builtin.rule;

import crossreview.model.ValueChecks;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.List;

/**
 * Something that a rule found, with all its places.
 *
 * <p>Two flaws are the same if their kind and statement are: so the statement names the file, and
 * neither lines nor counts, which move from round to round.
 *
 * @param places the first {@link #PLACES_MAX}, in order
 */
public record RuleViolation(
    FindingKind kind,
    FindingSeverity findingSeverity,
    String statement,
    List<ViolationLocation> places) {
  static final int PLACES_MAX = 8; // as many citations as a finding may have

  public RuleViolation {
    statement = ValueChecks.cut(statement, Finding.STATEMENT_MAX);
    places = List.copyOf(places);
  }

  /**
   * Where it is.
   *
   * @param quotable whether the line may be repeated: a line with a secret is not
   */
  public record ViolationLocation(String path, FileLine line, boolean quotable) {}

  /** What a lasting ruling of the repository settled; its places are not kept. */
  public record SuppressedViolation(RuleViolation violation, FindingSuppression ruling) {}

  public boolean blocks() {
    return findingSeverity == FindingSeverity.BLOCKING;
  }

  public boolean sameAs(Finding finding) {
    return kind == finding.kind() && statement.equals(finding.statement());
  }

  /** A file as people tell it apart: its name and folder. */
  static String in(String path) {
    int name = path.lastIndexOf('/');
    int folder = name < 0 ? -1 : path.lastIndexOf('/', name - 1);
    return " in " + path.substring(folder + 1);
  }
}
