package crossreview.session.analysis;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a peer on trial said beside what was counted without it. It is for people who decide whether
 * the peer shall count in future; no count reads it. Pure.
 *
 * @param rounds the counted rounds in which it voted
 * @param agreed in how many of them it said READY and the round approved, or neither was so
 * @param findings how many findings it opened
 */
public record TrialComparison(String peer, int rounds, int agreed, long findings) {

  /** Of each peer that was asked on trial, by name. */
  public static List<TrialComparison> of(Session session) {
    TreeSet<String> peers = new TreeSet<>();
    session.rounds().forEach(round -> peers.addAll(round.panel()));
    List<TrialComparison> all = new ArrayList<>();
    for (String peer : peers) {
      if (Panel.isTrial(session, peer)) {
        all.add(of(session, peer));
      }
    }
    return List.copyOf(all);
  }

  private static TrialComparison of(Session session, String peer) {
    List<Round> voted =
        session.rounds().stream()
            .filter(round -> round.counted() && round.votes().containsKey(peer))
            .toList();
    long agreed = voted.stream().filter(round -> ready(round, peer) == approved(round)).count();
    long findings =
        session.findings().values().stream()
            .filter(finding -> finding.opened().owner().equals(peer))
            .count();
    return new TrialComparison(peer, voted.size(), (int) agreed, findings);
  }

  private static boolean ready(Round round, String peer) {
    BallotCast vote = round.votes().get(peer);
    return vote != null && vote.status() == VerdictStatus.READY;
  }

  private static boolean approved(Round round) {
    TallyResult tally = round.completed().tally();
    return tally == TallyResult.UNANIMOUS || tally == TallyResult.ACCEPTED;
  }
}
