package crossreview.testkit;

import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.BlockScope;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.LargeChangeRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ProofPlan;
import crossreview.model.policy.ReusePlan;
import java.util.List;

/** Rules of a policy in which a test names what it is about; all else is as if not configured. */
public final class RulesBuilder {
  private final PolicyRules first;
  private Integer familyFloor;
  private JudgePlan judges;
  private BlockScope blockOn;
  private Boolean delta;
  private FinalRound finalRound;
  private LargeChangeRule large;
  private List<String> framingBlind;
  private ClaimRule claims;
  private ProofPlan proof;
  private ReusePlan reuse;

  private RulesBuilder(PolicyRules first) {
    this.first = first;
  }

  public static RulesBuilder unanimous() {
    return new RulesBuilder(PolicyRules.UNANIMOUS);
  }

  public static RulesBuilder of(
      ApprovalRule rule, Integer k, CitationRule citations, boolean reveal) {
    return new RulesBuilder(new PolicyRules(rule, k, citations, reveal));
  }

  public RulesBuilder familyFloor(Integer familyFloor) {
    this.familyFloor = familyFloor;
    return this;
  }

  public RulesBuilder judges(JudgePlan judges) {
    this.judges = judges;
    return this;
  }

  public RulesBuilder blockOn(BlockScope blockOn) {
    this.blockOn = blockOn;
    return this;
  }

  public RulesBuilder delta(Boolean delta) {
    this.delta = delta;
    return this;
  }

  public RulesBuilder finalRound(FinalRound finalRound) {
    this.finalRound = finalRound;
    return this;
  }

  public RulesBuilder large(LargeChangeRule large) {
    this.large = large;
    return this;
  }

  public RulesBuilder framingBlind(List<String> framingBlind) {
    this.framingBlind = framingBlind;
    return this;
  }

  public RulesBuilder claims(ClaimRule claims) {
    this.claims = claims;
    return this;
  }

  public RulesBuilder proof(ProofPlan proof) {
    this.proof = proof;
    return this;
  }

  public RulesBuilder reuse(ReusePlan reuse) {
    this.reuse = reuse;
    return this;
  }

  public PolicyRules build() {
    return new PolicyRules(
        first.rule(),
        first.k(),
        first.citations(),
        first.reveal(),
        familyFloor,
        judges,
        blockOn,
        delta,
        finalRound,
        large,
        framingBlind,
        claims,
        proof,
        reuse);
  }
}
