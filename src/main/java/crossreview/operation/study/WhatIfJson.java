package crossreview.operation.study;

import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.vote.RoundBlocker;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.analysis.PolicySimulation.RoundRecount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session counted twice, as answers spell it. Pure. */
final class WhatIfJson {
  private WhatIfJson() {}

  static Map<String, Object> of(PolicySimulation replay) {
    Session session = replay.session();
    Optional<RoundRecount> recorded = replay.decided();
    Optional<RoundRecount> under = replay.deciding();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", session.id().value());
    row.put("task", session.opened().task());
    row.put("policy", session.policy().name());
    row.put("rounds", replay.recounts().size());
    row.put(
        "recorded", recorded.map(r -> result(r.round(), r.recorded(), r.passed())).orElse(null));
    row.put("under_policy", under.map(r -> result(r.round(), r.under(), r.passes())).orElse(null));
    row.put("same", replay.same());
    row.put("in_the_way", under.map(r -> blockers(r.added())).orElse(List.of()));
    row.put("no_longer_in_the_way", under.map(r -> blockers(r.removed())).orElse(List.of()));
    if (session.closed()) {
      row.put("outcome", session.finalized().outcome().wireName());
      row.put("reason", session.finalized().reason().wireName());
    }
    return row;
  }

  private static Map<String, Object> result(int round, RoundCompleted count, boolean ends) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("round", round);
    result.put("tally", count.tally().wireName());
    result.put("approved", ends);
    result.put("reason", count.reason());
    return result;
  }

  private static List<Map<String, Object>> blockers(List<RoundBlocker> blockers) {
    return blockers.stream().map(WhatIfJson::blocker).toList();
  }

  private static Map<String, Object> blocker(RoundBlocker roundBlocker) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("peer", roundBlocker.peer());
    row.put("code", roundBlocker.code());
    row.put("finding", roundBlocker.finding());
    row.put("detail", roundBlocker.detail());
    row.values().removeIf(value -> value == null);
    return row;
  }
}
