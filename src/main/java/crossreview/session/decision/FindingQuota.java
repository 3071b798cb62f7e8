package crossreview.session.decision;

import crossreview.model.policy.FindingLimits;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.Optional;

/** How many findings of a vote a session can still admit. */
final class FindingQuota {
  private final FindingLimits limits;
  private final int inRound;
  private final int inSession;
  private final int characters;

  FindingQuota(Session session, int round) {
    limits = session.limits().findings();
    inSession = session.findings().size();
    int thisRound = 0;
    int sum = 0;
    for (LedgerFinding finding : session.findings().values()) {
      sum += finding.opened().statement().length();
      thisRound += finding.opened().openedRound() == round ? 1 : 0;
    }
    inRound = thisRound;
    characters = sum;
  }

  /**
   * The limit that keeps one more out, by the name of its setting.
   *
   * @param opened how many the vote has opened
   * @param openedCharacters their characters
   */
  Optional<String> exceededLimit(int opened, int openedCharacters, String statement) {
    if (opened >= limits.ballot()) {
      return Optional.of("limits.ballot_findings_max");
    }
    if (inRound + opened >= limits.round()) {
      return Optional.of("limits.round_findings_max");
    }
    if (inSession + opened >= limits.session()) {
      return Optional.of("limits.session_findings_max");
    }
    return characters + openedCharacters + statement.length() > limits.characters()
        ? Optional.of("limits.session_finding_characters_max")
        : Optional.empty();
  }
}
