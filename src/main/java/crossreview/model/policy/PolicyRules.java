package crossreview.model.policy;

import crossreview.model.ValueChecks;
import crossreview.model.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says; it travels in {@code session.created}, so that a decision needs nothing but
 * the journal.
 *
 * @param k how many must be READY, for {@link ApprovalRule#K_OF_N} only
 * @param reveal whether reviewers of later rounds are shown who raised the others' blocking
 *     findings
 * @param familyFloor from how many model families READY has to come
 * @param judges who is asked about requests for evidence before a round
 * @param blockOn which findings about a change can block; null for {@link BlockScope#TOUCHED}
 * @param delta whether a reviewer that approved an earlier version of a change is shown what is new
 *     in a later one; null for no
 * @param finalRound what the last round shows then; null for {@link FinalRound#FULL}
 * @param large what is done about a change that a peer cannot read at once; null for {@link
 *     LargeChangeRule#SPLIT}
 * @param framingBlind peers that are not told the caller's task, focus and constraints in a
 *     session's first round; null for none. Their READY of that round approves nothing
 * @param claims what becomes of statements of finished work that nothing attached shows; null for
 *     {@link ClaimRule#TELL}
 * @param proof which program is run about blocking defects before a round is counted; null for none
 * @param reuse how long the answer to the same question is used again; null for never
 */
public record PolicyRules(
    ApprovalRule rule,
    @Nullable Integer k,
    CitationRule citations,
    boolean reveal,
    @Nullable Integer familyFloor,
    @Nullable JudgePlan judges,
    @Nullable BlockScope blockOn,
    @Nullable Boolean delta,
    @Nullable FinalRound finalRound,
    @Nullable LargeChangeRule large,
    @Nullable List<String> framingBlind,
    @Nullable ClaimRule claims,
    @Nullable ProofPlan proof,
    @Nullable ReusePlan reuse) {
  /** The policy when none is configured. */
  public static final PolicyRules UNANIMOUS =
      new PolicyRules(ApprovalRule.UNANIMOUS, null, CitationRule.REMARK, false);

  /** Rules whose other parts are as if not configured. */
  public PolicyRules(
      ApprovalRule rule, @Nullable Integer k, CitationRule citations, boolean reveal) {
    this(rule, k, citations, reveal, null, null, null, null, null, null, null, null, null, null);
  }

  public PolicyRules {
    if ((k != null) != (rule == ApprovalRule.K_OF_N)) {
      throw new IllegalArgumentException("k is for k_of_n, and only for it; it is " + k);
    }
    if (k != null) {
      ValueChecks.within("k", k, 1, 32);
    }
    if (finalRound != null && !Boolean.TRUE.equals(delta)) {
      throw new IllegalArgumentException("final_round is for delta, and only for it");
    }
    if (familyFloor != null) {
      ValueChecks.within("family_floor", familyFloor, 1, 32);
    }
    framingBlind =
        framingBlind == null || framingBlind.isEmpty() ? null : List.copyOf(framingBlind);
  }

  /** How many must be READY under {@link ApprovalRule#K_OF_N}. */
  public int needed() {
    if (k == null) {
      throw new IllegalStateException(rule + " counts nobody");
    }
    return k;
  }

  /** The same as a tree for digests, settings and answers. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rule", rule.wireName());
    if (k != null) {
      tree.put("k", (long) k);
    }
    tree.put("citations", citations.wireName());
    tree.put("reveal", reveal);
    if (familyFloor != null) {
      tree.put("family_floor", (long) familyFloor);
    }
    if (judges != null) {
      tree.put("judges", judges.tree());
    }
    if (blockOn != null) {
      tree.put("block_on", blockOn.wireName());
    }
    if (delta != null) {
      tree.put("delta", delta);
    }
    if (finalRound != null) {
      tree.put("final_round", finalRound.wireName());
    }
    if (large != null) {
      tree.put("large", large.wireName());
    }
    if (framingBlind != null) {
      tree.put("framing_blind", framingBlind);
    }
    if (claims != null) {
      tree.put("claims", claims.wireName());
    }
    if (proof != null) {
      tree.put("proof", proof.tree());
    }
    if (reuse != null) {
      tree.put("reuse", reuse.tree());
    }
    return tree;
  }

  /** Whether a change that a peer cannot read at once is put before it section by section. */
  public boolean splits() {
    return large != LargeChangeRule.REFUSE;
  }

  /** Whether somebody looks for statements that nothing attached shows. */
  public boolean looksAtClaims() {
    return claims != ClaimRule.OFF;
  }

  /** Whether a start is refused because of them. */
  public boolean refusesClaims() {
    return claims == ClaimRule.REFUSE;
  }

  /** Whether a blocking defect that was executed and not confirmed does not block. */
  public boolean requiresProof() {
    return proof != null && proof.mode() == ProofMode.REQUIRED;
  }

  /** Whether a reviewer is shown only what is new since it approved. */
  public boolean carries() {
    return Boolean.TRUE.equals(delta);
  }

  /** Whether nothing is approved before a round that shows everything. */
  public boolean endsInFull() {
    return finalRound != FinalRound.CARRIED;
  }

  /** Whether what a finding cites can block a change. */
  public boolean covers(Finding finding) {
    return (blockOn == null ? BlockScope.TOUCHED : blockOn).covers(finding.scope());
  }
}
