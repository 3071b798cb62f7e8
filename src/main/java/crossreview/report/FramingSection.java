package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What peers said before they were told the task, and what they said with it. Pure. */
final class FramingSection {
  private FramingSection() {}

  static List<String> remarks(Session session) {
    List<String> remarks = new ArrayList<>();
    for (Round round : session.rounds()) {
      for (String peer : round.beginning().unframed()) {
        BallotCast blind = round.votes().get(peer);
        if (blind != null) {
          remarks.add(
              "Without the task "
                  + text(peer)
                  + " said "
                  + blind.status().wireName()
                  + " in round "
                  + round.number()
                  + with(session, round, peer));
        }
      }
    }
    return remarks;
  }

  private static String with(Session session, Round blind, String peer) {
    return session.rounds().stream()
        .filter(round -> round.number() > blind.number())
        .flatMap(round ->
            Optional.ofNullable(round.votes().get(peer))
                .map(vote -> told(blind, round, vote))
                .stream())
        .findFirst()
        .orElse("; it was not asked with it.");
  }

  private static String told(Round blind, Round round, BallotCast vote) {
    String bytes = round.artifact().equals(blind.artifact()) ? "the same bytes" : "other bytes";
    return ", with it "
        + vote.status().wireName()
        + " in round "
        + round.number()
        + ", about "
        + bytes
        + ".";
  }
}
