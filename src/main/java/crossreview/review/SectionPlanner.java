package crossreview.review;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.DiffSplit;
import crossreview.guard.PromptFence;
import crossreview.model.PartNumbers;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import crossreview.peer.PeerRequest;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptExcerpt;
import crossreview.prompt.PromptInput;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a voter is asked: about everything at once, or about one section of a diff after the other
 * where its model cannot read all of it. On the review's thread; awaits.
 */
final class SectionPlanner {
  /** Numbers of sections and counts of bytes differ by a few digits. */
  private static final int MARGIN_BYTES = 256;

  private final RunContext runContext;
  private final ArtifactScope artifactScope;

  SectionPlanner(RunContext runContext, ArtifactScope artifactScope) {
    this.runContext = runContext;
    this.artifactScope = artifactScope;
  }

  /** The call of a voter, or one for each of its sections. */
  List<CallPlan> plans(Session session, String voter, PromptStore prompts) {
    CallPlan whole = whole(voter);
    long window = runContext.callDispatcher().promptBytesMax(voter);
    long bytes = PeerRequest.bytes(whole.prompt().parts());
    boolean divides = !Panel.isRule(session, voter) && !artifactScope.files().isEmpty();
    List<BitSet> sections = bytes > window && divides ? sections(voter, window) : List.of();
    if (sections.isEmpty()) {
      prompts.add(voter, whole.prompt());
      return List.of(whole);
    }
    List<CallPlan> plans = new ArrayList<>();
    for (BitSet parts : sections) {
      CallPlan plan = plan(voter, parts, plans.size() + 1, sections.size());
      if (plans.isEmpty()) {
        prompts.add(voter, plan.prompt());
      }
      PromptSection section =
          prompts.section(plans.size() + 1, sections.size(), PartNumbers.of(parts), plan.prompt());
      plans.add(plan.of(section));
    }
    return plans;
  }

  /** The call about a section that was reserved before and whose fate is unknown. */
  CallPlan again(String voter, PromptSection section, PromptStore prompts) {
    CallPlan plan = plan(voter, section.shownParts(), section.number(), section.of());
    return plan.of(prompts.section(section.number(), section.of(), section.shown(), plan.prompt()));
  }

  private List<BitSet> sections(String voter, long window) {
    PromptInput nothing = shown(voter, new BitSet(), 1, DiffSplit.SECTIONS_MAX);
    long around = PeerRequest.bytes(prompt(nothing).parts());
    long room = window - around - MARGIN_BYTES;
    return room <= 0
        ? List.of()
        : DiffSplit.of(artifactScope, artifactScope.all(), room).sections();
  }

  private CallPlan whole(String voter) {
    return runContext
        .callDispatcher()
        .plan(
            voter,
            CallPurpose.REVIEW,
            () -> question(runContext.promptInputSource().forReviewer(voter, artifactScope)));
  }

  private CallPlan plan(String voter, BitSet parts, int section, int sections) {
    return runContext
        .callDispatcher()
        .plan(voter, CallPurpose.REVIEW, () -> question(shown(voter, parts, section, sections)));
  }

  private PromptInput shown(String voter, BitSet parts, int section, int sections) {
    PromptExcerpt excerpt = PromptInputSource.excerpt(artifactScope, parts, section, sections);
    return runContext.promptInputSource().forReviewer(voter).showing(excerpt);
  }

  private CallPlan.PeerPrompt question(PromptInput shown) {
    return new CallPlan.PeerPrompt(shown, prompt(shown));
  }

  private Prompt prompt(PromptInput shown) {
    PromptFence fence = runContext.promptInputSource().fence(shown::fits);
    return runContext.promptBuilder().review(shown, fence);
  }
}
