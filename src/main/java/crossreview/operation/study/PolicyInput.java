package crossreview.operation.study;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.RecordCodec;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ReviewProblem;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.BlockScope;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.LargeChangeRule;
import crossreview.settings.PolicyReader;
import crossreview.settings.Settings.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as an input: the form that the settings have. Numbers are long because the reader of the
 * settings takes them as JSON has them.
 */
record PolicyInput(
    @Description("When votes are enough; unanimous by default.") @Nullable ApprovalRule rule,
    @Description("For people.") @NumberRange(min = 1, max = 1_000_000) @Nullable Long version,
    @Description("How many must be READY, for k_of_n.")
        @NumberRange(min = 1, max = PolicyInput.MEMBERS_MAX)
        @Nullable Long k,
    @Description("Whether citations are required.") @Nullable CitationRule citations,
    @Description("Whether reviewers see who raised a finding.") @Nullable Boolean reveal,
    @Description("Number of model families that must be READY.")
        @NumberRange(min = 1, max = PolicyInput.MEMBERS_MAX)
        @Nullable Long familyFloor,
    @Nullable JudgePlanInput judges,
    @Description("Which findings about a change can block; touched by default.")
        @Nullable BlockScope blockOn,
    @Description("Whether a reviewer is shown only what is new since it approved.")
        @Nullable Boolean delta,
    @Description("What the last round shows under delta; full by default.")
        @Nullable FinalRound finalRound,
    @Description("What is done about a change that a peer cannot read at once; split by default.")
        @Nullable LargeChangeRule large,
    @Description("Who is not told the task in a session's first round.")
        @ItemRule(value = "A peer.", max = 32)
        @Nullable List<String> framingBlind,
    @Description("What becomes of statements that nothing attached shows; tell by default.")
        @Nullable ClaimRule claims) {
  static final int MEMBERS_MAX = 32; // of a panel

  record JudgePlanInput(
      @Description("Whether rulings change items.") @Nullable JudgeMode mode,
      @Description("1 to " + JudgePlan.PEERS_MAX) @ItemRule(value = "A peer.", max = 32)
          List<String> peers) {}

  /** The policy. Refused as {@code invalid_policy} with every fault. */
  PolicyEntry entry() {
    List<RequestFault> faults = new ArrayList<>();
    Map<String, Object> tree = RecordCodec.of(PolicyInput.class).write(this);
    PolicyEntry policy = PolicyReader.read("", "whatif", tree, faults);
    if (!faults.isEmpty()) {
      List<RequestFault> pointed =
          faults.stream()
              .map(f -> new RequestFault("/policy/" + f.path().replace('.', '/'), f.message()))
              .toList();
      String first = faults.getFirst().path() + " " + faults.getFirst().message();
      throw ReviewProblem.INVALID_POLICY.exception("the policy is not valid: " + first, pointed);
    }
    return policy;
  }
}
