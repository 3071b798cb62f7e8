package crossreview.operation.study;

import crossreview.model.Blocker;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.session.Session;
import crossreview.session.WhatIf;
import crossreview.session.WhatIf.Recount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session counted twice, as answers spell it. Pure. */
final class WhatIfJson {
  private WhatIfJson() {}

  static Map<String, Object> of(WhatIf replay) {
    Session session = replay.session();
    Optional<Recount> recorded = replay.decided();
    Optional<Recount> under = replay.deciding();
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
      row.put("outcome", session.finalized().outcome().word());
      row.put("reason", session.finalized().reason().word());
    }
    return row;
  }

  private static Map<String, Object> result(int round, RoundCompleted count, boolean ends) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("round", round);
    result.put("tally", count.tally().word());
    result.put("approved", ends);
    result.put("reason", count.reason());
    return result;
  }

  private static List<Map<String, Object>> blockers(List<Blocker> blockers) {
    return blockers.stream().map(WhatIfJson::blocker).toList();
  }

  private static Map<String, Object> blocker(Blocker blocker) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("peer", blocker.peer());
    row.put("code", blocker.code());
    row.put("finding", blocker.finding());
    row.put("detail", blocker.detail());
    row.values().removeIf(value -> value == null);
    return row;
  }
}
