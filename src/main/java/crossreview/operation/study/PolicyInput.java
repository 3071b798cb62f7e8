package crossreview.operation.study;

import crossreview.codec.SchemaBuilder;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ReviewProblem;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.settings.PolicyReader;
import crossreview.settings.Settings.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A policy as an input: the form that the settings have. */
final class PolicySchema {
  private static final int MEMBERS_MAX = 32; // of a panel

  private PolicySchema() {}

  static Map<String, Object> schema() {
    Map<String, Object> judges =
        SchemaBuilder.object()
            .may("mode", SchemaBuilder.words(JudgeMode.class, "Whether rulings move anything."))
            .must(
                "peers",
                SchemaBuilder.list(
                    SchemaBuilder.text(1, 32, "A peer."), "1 to " + JudgePlan.PEERS_MAX))
            .build();
    Map<String, Object> policy =
        SchemaBuilder.object()
            .may(
                "rule",
                SchemaBuilder.words(
                    ApprovalRule.class, "When votes are enough; unanimous if absent."))
            .may("version", SchemaBuilder.whole(1, 1_000_000, "For people."))
            .may("k", SchemaBuilder.whole(1, MEMBERS_MAX, "How many must be READY, for k_of_n."))
            .may("citations", SchemaBuilder.words(CitationRule.class, "What citations must do."))
            .may("reveal", SchemaBuilder.flag("Whether reviewers are shown who raised what."))
            .may(
                "family_floor",
                SchemaBuilder.whole(1, MEMBERS_MAX, "Model families that must be READY."))
            .may("judges", judges)
            .build();
    policy.put("description", "The policy, as the settings have it below `policies`.");
    return policy;
  }

  /** The policy of a call. Refused as {@code invalid_policy} with every fault. */
  static PolicyEntry read(Object input) {
    List<RequestFault> faults = new ArrayList<>();
    PolicyEntry policy = PolicyReader.read("", "whatif", input, faults);
    if (!faults.isEmpty()) {
      List<RequestFault> pointed =
          faults.stream()
              .map(f -> new RequestFault("/policy/" + f.path().replace('.', '/'), f.message()))
              .toList();
      String first = faults.getFirst().path() + " " + faults.getFirst().message();
      throw ReviewProblem.INVALID_POLICY.exception("the policy is none: " + first, pointed);
    }
    return policy;
  }
}
