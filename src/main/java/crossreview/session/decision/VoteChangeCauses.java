package crossreview.session.decision;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.MoveMethod;
import crossreview.model.vote.VoteChangeCause;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conformity watch: what a peer that changed its mind was shown since its last vote. A change with
 * nothing new before it is unexplained.
 */
final class VoteChangeCauses {
  private final Session session;
  private final Round before;
  private final Round now;
  private final String peer;
  private final List<VoteChangeCause> movers = new ArrayList<>();

  private VoteChangeCauses(Session session, Round before, Round now, String peer) {
    this.session = session;
    this.before = before;
    this.now = now;
    this.peer = peer;
  }

  /** The last vote of a peer before a round. */
  static Optional<BallotCast> lastVote(Session session, Round now, String peer) {
    for (int i = now.number() - 2; i >= 0; i--) {
      BallotCast vote = session.rounds().get(i).votes().get(peer);
      if (vote != null) {
        return Optional.of(vote);
      }
    }
    return Optional.empty();
  }

  /** What was new to the peer since that vote. */
  static List<VoteChangeCause> since(Session session, BallotCast last, Round now, String peer) {
    Round before = session.rounds().get(last.round() - 1);
    return new VoteChangeCauses(session, before, now, peer).find();
  }

  private List<VoteChangeCause> find() {
    if (!before.artifact().equals(now.artifact())) {
      add("revision", now.artifact().value());
    }
    if (before.beginning().unframed().contains(peer)) {
      add("framing", "task");
    }
    for (int i = before.evidence(); i < now.evidence(); i++) {
      add(
          "evidence",
          session.supplement().evidence().get(i).attached().artifact().sha256().value());
    }
    int told = before.beginning().constraints();
    for (int i = told; i < now.beginning().constraints(); i++) {
      add("constraint", Integer.toString(i + 1));
    }
    for (LedgerFinding finding : session.findings().values()) {
      if (news(finding)) {
        add("finding", finding.opened().id());
      }
    }
    return List.copyOf(movers);
  }

  /** Raised by another one since, or settled since by another actor than this peer. */
  private boolean news(LedgerFinding finding) {
    int opened = finding.opened().openedRound();
    boolean own = finding.opened().owner().equals(peer);
    boolean raised =
        !own && session.blocks(finding) && opened >= before.number() && opened < now.number();
    boolean settled =
        finding.moves().stream()
            .anyMatch(findingMove ->
                findingMove.moved().method() != MoveMethod.OWNER
                    && findingMove.round() >= before.number());
    return raised || settled;
  }

  private void add(String kind, String ref) {
    if (movers.size() < BallotCast.MOVERS_MAX) {
      movers.add(new VoteChangeCause(kind, ref));
    }
  }
}
