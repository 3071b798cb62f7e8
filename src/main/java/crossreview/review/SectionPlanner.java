package crossreview.review;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.DiffSplit;
import crossreview.guard.PromptFence;
import crossreview.model.CarriedParts;
import crossreview.model.PartNumbers;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import crossreview.peer.PeerRequest;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.review.prompt.DeltaSource;
import crossreview.review.prompt.PromptStore;
import crossreview.review.prompt.SectionScope;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a voter is asked: about everything at once, about one section of a diff after the other
 * where its model cannot read all of it, or about what is new since it approved. On the review's
 * thread; awaits.
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
    if (Panel.isRule(session, voter) || artifactScope.files().isEmpty()) {
      prompts.add(voter, whole.prompt());
      return List.of(whole);
    }
    List<SectionScope> sections = delta(session, voter, whole.reservation().model(), window);
    boolean splits = session.policy().rules().splits();
    if (splits && sections.isEmpty() && PeerRequest.bytes(whole.prompt().parts()) > window) {
      sections = sections(voter, artifactScope.all(), null, window);
    }
    if (sections.isEmpty()) {
      prompts.add(voter, whole.prompt());
      return List.of(whole);
    }
    List<CallPlan> plans = new ArrayList<>();
    for (SectionScope section : sections) {
      CallPlan plan = plan(voter, section);
      if (plans.isEmpty()) {
        prompts.add(voter, plan.prompt());
      }
      plans.add(plan.of(prompts.section(section, plan.prompt())));
    }
    return plans;
  }

  /** The call about a section that was reserved before and whose fate is unknown. */
  CallPlan again(String voter, PromptSection section, PromptStore prompts) {
    SectionScope scope = SectionScope.of(section);
    CallPlan plan = plan(voter, scope);
    return plan.of(prompts.section(scope, plan.prompt()));
  }

  /** Sections about what is new since the voter approved; none where it is shown everything. */
  private List<SectionScope> delta(Session session, String voter, String model, long window) {
    Optional<DeltaSource.PeerDelta> delta =
        runContext.promptInputSource().deltas().of(voter, model, artifactScope);
    if (delta.isEmpty()) {
      return List.of();
    }
    BitSet carried = delta.get().changeDelta().carried();
    BitSet news = artifactScope.shown();
    news.andNot(carried);
    if (!whole(carried) || !whole(news)) {
      return List.of(); // so many ranges that a line has no room for them
    }
    CarriedParts from = new CarriedParts(delta.get().round(), PartNumbers.of(carried));
    SectionScope one = new SectionScope(news, 1, 1, from);
    if (PeerRequest.bytes(question(shown(voter, one)).prompt().parts()) <= window) {
      return List.of(one);
    }
    return session.policy().rules().splits() ? sections(voter, news, from, window) : List.of();
  }

  private static boolean whole(BitSet numbers) {
    return PartNumbers.parse(PartNumbers.of(numbers)).equals(numbers);
  }

  private List<SectionScope> sections(
      String voter, BitSet wanted, @Nullable CarriedParts carried, long window) {
    SectionScope nothing = new SectionScope(wanted, 1, DiffSplit.SECTIONS_MAX, carried);
    PromptInput around = shown(voter, nothing);
    long text = around.excerpt() == null ? 0 : PeerRequest.bytes(List.of(around.excerpt().text()));
    long room =
        window - (PeerRequest.bytes(question(around).prompt().parts()) - text) - MARGIN_BYTES;
    if (room <= 0) {
      return List.of();
    }
    List<BitSet> parts = DiffSplit.of(artifactScope, wanted, room).sections();
    List<SectionScope> sections = new ArrayList<>();
    for (BitSet part : parts) {
      sections.add(new SectionScope(part, sections.size() + 1, parts.size(), carried));
    }
    return sections;
  }

  private CallPlan whole(String voter) {
    return runContext
        .callDispatcher()
        .plan(
            voter,
            CallPurpose.REVIEW,
            () -> question(runContext.promptInputSource().forReviewer(voter, artifactScope)));
  }

  private CallPlan plan(String voter, SectionScope section) {
    return runContext
        .callDispatcher()
        .plan(voter, CallPurpose.REVIEW, () -> question(shown(voter, section)));
  }

  private PromptInput shown(String voter, SectionScope section) {
    return runContext.promptInputSource().forSection(voter, artifactScope, section);
  }

  private CallPlan.PeerPrompt question(PromptInput shown) {
    PromptFence fence = runContext.promptInputSource().fence(shown::fits);
    Prompt prompt = runContext.promptBuilder().review(shown, fence);
    return new CallPlan.PeerPrompt(shown, prompt, fence.token());
  }
}
