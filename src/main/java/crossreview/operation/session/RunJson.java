package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.run.RunMode;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.VoteChangeCause;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.Round;
import crossreview.session.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs and rounds as answers spell them. Pure. */
final class RunJson {
  private RunJson() {}

  static Map<String, Object> of(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("mode", run.mode().wireName());
    json.put("max_rounds", run.maxRounds());
    json.put("caller_status", run.callerStatus().wireName());
    json.put("first_round", run.firstRound());
    json.put("rounds", run.rounds());
    json.put("revisions", run.revisions());
    if (run.mode() == RunMode.CIRCULAR) {
      json.put("rotation", rotation(run));
    } else {
      run.currentAuthor().ifPresent(author -> json.put("author", author));
    }
    json.put("started_at", run.startedAt());
    json.put("running", run.ended() == null);
    if (run.ended() != null) {
      json.put("result", run.ended().result().wireName());
      json.put("reason", run.ended().reason().wireName());
      if (run.ended().detail() != null) {
        json.put("detail", run.ended().detail());
      }
      json.put("cost", run.ended().cost().toString());
    }
    return json;
  }

  private static Map<String, Object> rotation(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("order", run.draw());
    json.put("streak", run.rotation().streak());
    json.put("left_unchanged_by", run.rotation().unchanged());
    json.put("last_revision_round", run.rotation().lastRevision());
    return json;
  }

  static Map<String, Object> round(Round round) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("round", round.number());
    json.put("run", round.run());
    json.put("artifact", round.artifact().value());
    json.put("kind", round.turn() ? "turn" : "round");
    json.put("panel", round.panel());
    json.put("votes", round.votes().values().stream().map(RunJson::vote).toList());
    json.put("excused", excused(round));
    json.put("rejected", rejected(round));
    if (round.completed() == null) {
      json.put("waiting_for", round.awaited());
    }
    put(json, "abstained", round.abstained().isEmpty() ? null : abstained(round));
    if (round.completed() != null) {
      count(json, round.completed());
    }
    return json;
  }

  private static Map<String, Object> vote(BallotCast vote) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", vote.peer());
    json.put("status", vote.status().wireName());
    json.put("confidence", vote.confidence().wireName());
    json.put("summary", vote.summary());
    json.put("quality", vote.quality().wireName());
    json.put("findings", vote.findings());
    put(json, "looked_at", vote.coverage() == null ? null : lookedAt(vote.coverage()));
    put(json, "moved_by", vote.movedBy() == null ? null : movers(vote.movedBy()));
    return json;
  }

  private static String lookedAt(VoteCoverage coverage) {
    return coverage.read() + " of " + coverage.parts() + " parts";
  }

  private static List<Map<String, Object>> movers(List<VoteChangeCause> movers) {
    return movers.stream()
        .map(voteChangeCause ->
            Map.<String, Object>of("kind", voteChangeCause.kind(), "ref", voteChangeCause.ref()))
        .toList();
  }

  private static List<Map<String, Object>> excused(Round round) {
    List<Map<String, Object>> list = new ArrayList<>();
    round
        .excused()
        .forEach((peer, why) -> list.add(Map.of("peer", peer, "failure_class", why.wireName())));
    return list;
  }

  private static List<Map<String, Object>> rejected(Round round) {
    List<Map<String, Object>> list = new ArrayList<>();
    round.rejected().forEach((peer, code) -> list.add(Map.of("peer", peer, "code", code)));
    return list;
  }

  private static List<Map<String, Object>> abstained(Round round) {
    List<Map<String, Object>> list = new ArrayList<>();
    round.abstained().forEach((peer, why) -> list.add(Map.of("peer", peer, "reason", why)));
    return list;
  }

  private static void count(Map<String, Object> json, RoundCompleted count) {
    json.put("tally", count.tally().wireName());
    json.put("reason", count.reason());
    json.put("blockers", count.blockers().stream().map(RunJson::blocker).toList());
    json.put("cost", count.cost().toString());
    if (count.independence() != null) {
      json.put("independence", independence(count.independence()));
    }
  }

  private static Map<String, Object> independence(VoteIndependence figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "votes", figure.votes());
    json.put("voters", figure.voters());
    put(json, "unknown", figure.unknown());
    json.put("below_floor", figure.belowFloor());
    return json;
  }

  private static Map<String, Object> blocker(RoundBlocker roundBlocker) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", roundBlocker.peer());
    json.put("code", roundBlocker.code());
    put(json, "finding", roundBlocker.finding());
    put(json, "detail", roundBlocker.detail());
    return json;
  }
}
