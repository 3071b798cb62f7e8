package crossreview.operation.study;

import crossreview.codec.ObjectCodec;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.vote.TallyResult;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.analysis.PolicySimulation.RoundRecount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session counted twice, as answers spell it. Pure. */
final class WhatIfJson {
  private static final ObjectCodec<SessionFinalized> END =
      ObjectCodec.<SessionFinalized>object()
          .field("outcome", SessionFinalized::outcome)
          .field("reason", SessionFinalized::reason);

  private static final ObjectCodec<PolicySimulation> ROW =
      ObjectCodec.<PolicySimulation>object()
          .field("session_id", replay -> replay.session().id())
          .field("task", replay -> replay.session().opened().task())
          .field("policy", replay -> replay.session().policy().name())
          .field("rounds", replay -> replay.recounts().size())
          .nullable("recorded", WhatIfJson::recorded)
          .nullable("under_policy", WhatIfJson::underPolicy)
          .field("same", PolicySimulation::same)
          .field(
              "in_the_way", replay -> replay.deciding().map(RoundRecount::added).orElse(List.of()))
          .field(
              "no_longer_in_the_way",
              replay -> replay.deciding().map(RoundRecount::removed).orElse(List.of()))
          .inline(END, replay -> replay.session().closed() ? replay.session().finalized() : null);

  private WhatIfJson() {}

  /** A count, and whether it ended the review. */
  private record CountedRound(int round, TallyResult tally, boolean approved, String reason) {
    static CountedRound of(RoundCompleted count, boolean approved) {
      return new CountedRound(count.round(), count.tally(), approved, count.reason());
    }
  }

  private static @Nullable CountedRound recorded(PolicySimulation replay) {
    return replay
        .decided()
        .map(recount -> CountedRound.of(recount.recorded(), recount.passed()))
        .orElse(null);
  }

  private static @Nullable CountedRound underPolicy(PolicySimulation replay) {
    return replay
        .deciding()
        .map(recount -> CountedRound.of(recount.under(), recount.passes()))
        .orElse(null);
  }

  static Map<String, Object> of(PolicySimulation replay) {
    return ROW.tree(replay);
  }
}
