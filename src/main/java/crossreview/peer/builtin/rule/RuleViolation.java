package crossreview.peer.builtin.rule;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a rule found, with all its places.
 *
 * <p>Two flaws are the same if their kind and statement are: so the statement names the file, and
 * neither lines nor counts, which move from round to round.
 *
 * @param places the first, in order; of what blocks so many that none is left out in practice
 */
public record RuleViolation(
    FindingKind kind,
    FindingSeverity findingSeverity,
    String statement,
    List<ViolationLocation> places) {
  /** As many citations as a finding may have. */
  public static final int PLACES_MAX = 8;

  /** So that each line that blocks is ruled on; a file with more is past reviewing. */
  static final int BLOCKING_PLACES_MAX = 10_000;

  private static final String UNCOVERED = ", in lines that no ruling covers (after ";

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

  /**
   * What is left of it after rulings: they cover the lines that the person saw, and no others.
   *
   * @param rulings findings that a person or a judge settled
   */
  public Optional<RuleViolation> without(List<Finding> rulings) {
    List<Finding> about = rulings.stream().filter(this::isAbout).toList();
    if (about.isEmpty()) {
      return Optional.of(this);
    }
    Set<Digest> seen =
        about.stream()
            .flatMap(ruling -> ruling.citations().stream())
            .map(Citation::digest)
            .collect(Collectors.toSet());
    boolean whole = about.stream().anyMatch(ruling -> ruling.citations().isEmpty());
    List<ViolationLocation> left =
        places.stream()
            .filter(place -> !whole && !seen.contains(Digest.of(place.line().content())))
            .toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    String after = about.stream().map(Finding::id).collect(Collectors.joining(", "));
    return Optional.of(
        new RuleViolation(kind, findingSeverity, statement + UNCOVERED + after + ")", left));
  }

  /** Whether a ruling is about this in these or in other lines. */
  private boolean isAbout(Finding ruling) {
    return sameAs(ruling)
        || kind == ruling.kind() && ruling.statement().startsWith(statement + UNCOVERED);
  }

  /** A file as people tell it apart: its name and folder. */
  static String in(String path) {
    int name = path.lastIndexOf('/');
    int folder = name < 0 ? -1 : path.lastIndexOf('/', name - 1);
    return " in " + path.substring(folder + 1);
  }
}
