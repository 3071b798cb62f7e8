package crossreview.model.finding;

import crossreview.model.ValueChecks;
import java.util.List;

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
}
