package crossreview.model.finding;

import crossreview.model.ValueChecks;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a peer holds against an artifact, as it was opened. Its state lives in the session.
 *
 * @param id given by the server: {@code f1}, {@code f2} … along the session
 * @param owner the peer whose verdict opened it
 * @param openedRound the round of that verdict
 * @param linked ids of own findings that it repeats at a higher severity, and of open ones of
 *     others that say the same
 */
public record Finding(
    String id,
    String owner,
    FindingKind kind,
    FindingSeverity severity,
    String statement,
    List<Citation> citations,
    int openedRound,
    List<String> linked) {
  public static final int STATEMENT_MAX = 2_000;

  public Finding {
    ValueChecks.text("statement", statement, 1, STATEMENT_MAX);
    citations = ValueChecks.list(citations);
    linked = ValueChecks.list(linked);
  }

  /** How it belongs to a change: the strongest of its citations; null where that is unknown. */
  public @Nullable FindingScope scope() {
    return citations.stream()
        .map(Citation::scope)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
