package crossreview.review;

import crossreview.coverage.ArtifactScope;
import crossreview.diff.text.TextAnalysis;
import crossreview.guard.PromptFence;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.ReviewScope;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptBuilder;
import crossreview.prompt.PromptInput;
import crossreview.review.prompt.PromptInputSource;
import crossreview.review.prompt.PromptStore;
import crossreview.session.Round;
import crossreview.session.analysis.CoverageReport;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.Panel;
import crossreview.session.script.NextStep;
import crossreview.store.log.SessionLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts rounds and turns, and calls the peers that were not called yet. On the review's thread;
 * awaits.
 */
final class RoundStarter {
  private final SessionLog log;
  private final RunContext runContext;

  RoundStarter(SessionLog log, RunContext runContext) {
    this.log = log;
    this.runContext = runContext;
  }

  /** Why there is nothing to ask about; empty when the round has begun. */
  Optional<String> round(List<String> voters) {
    ArtifactScope scope = runContext.promptInputSource().scope();
    ReviewScope recorded = scope.recorded();
    if (recorded.nothingLeft()) {
      return Optional.of(excluded(recorded));
    }
    Optional<String> summary = summary(scope.textAnalysis(), voters);
    if (summary.isPresent()) {
      return summary;
    }
    SectionPlanner planner = new SectionPlanner(runContext, scope);
    PromptStore prompts = new PromptStore(log);
    List<CallPlan> plans = new ArrayList<>();
    for (String voter : voters) {
      plans.addAll(planner.plans(log.session(), voter, prompts));
    }
    ReviewScope unshown =
        recorded.excluded().isEmpty() && recorded.missing().isEmpty() ? null : recorded;
    List<ReturnedHunk> returned = new ReturnedHunkSource(log).of(scope.textAnalysis());
    begin(
        paid ->
            new SessionCommand.StartRound(
                prompts.prompts(), prompts.newParts(), paid, unshown, returned),
        plans);
    return Optional.empty();
  }

  private static String excluded(ReviewScope recorded) {
    return "everything is excluded: " + recorded.exclusions();
  }

  /**
   * What a text is that shows nothing of a change, where a model or program would be asked:
   * whatever it votes, its approval would count as an abstention. Rules are asked, for they are
   * free; so is everybody about a secret.
   */
  private Optional<String> summary(TextAnalysis text, List<String> voters) {
    boolean rules = voters.stream().allMatch(voter -> Panel.isRule(log.session(), voter));
    return rules || !text.isContentless() || !SecretScanner.scan(text.text()).isEmpty()
        ? Optional.empty()
        : Optional.of(text.summary());
  }

  /**
   * Begins a turn, or says why there is nothing to revise: no author is asked about a text that
   * shows nothing of a change, since leaving it as it is would approve what nobody saw.
   */
  Optional<String> turn(String rotator) {
    ArtifactScope scope = runContext.promptInputSource().scope();
    if (scope.recorded().nothingLeft()) {
      return Optional.of(excluded(scope.recorded()));
    }
    if (scope.textAnalysis().isContentless()) {
      return Optional.of(scope.textAnalysis().summary());
    }
    PromptStore prompts = new PromptStore(log);
    CallPlan plan = plan(rotator, CallPurpose.ROTATE);
    prompts.add(rotator, plan.prompt());
    begin(
        paid ->
            new SessionCommand.StartTurn(
                prompts.prompts().getFirst(), prompts.newParts(), paid.getFirst()),
        List.of(plan));
    return Optional.empty();
  }

  private void begin(CallDispatcher.CommandFactory commandFactory, List<CallPlan> plans) {
    List<CallReservation> calls = plans.stream().map(CallPlan::reservation).toList();
    List<CallReserved> reserved = runContext.callDispatcher().reserve(commandFactory, calls);
    for (int i = 0; i < reserved.size(); i++) { // in the order of the plans
      runContext.callDispatcher().send(reserved.get(i).call(), plans.get(i));
    }
  }

  /** A voter of the running round whose call is not known to have been made. */
  void askVoter(String voter) {
    runContext.callDispatcher().ask(plan(voter, CallPurpose.REVIEW));
  }

  /** The same about a section. */
  void askSection(NextStep.SectionQuestion asked) {
    PromptSection before =
        log.session().callsOf(log.session().rounds().size()).stream()
            .filter(call -> call.peer().equals(asked.voter()))
            .filter(call -> call.sectionNumber() == asked.section())
            .findFirst()
            .flatMap(call -> Optional.ofNullable(call.section()))
            .orElseThrow();
    SectionPlanner planner = new SectionPlanner(runContext, runContext.promptInputSource().scope());
    runContext.callDispatcher().ask(planner.again(asked.voter(), before, new PromptStore(log)));
  }

  /** Which part each of the panel was shown in which call; a long text is durable on return. */
  TextRef coverage(Round round) {
    String report = CoverageReport.of(log.session(), round, runContext.promptInputSource().scope());
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= TextRef.INLINE_MAX
        ? new TextRef(Digest.of(bytes), bytes.length, report)
        : new TextRef(log.blobs().put(bytes).await(), bytes.length, null);
  }

  /** The rotator of the running turn, in the same case. */
  void askRotator(String rotator) {
    runContext.callDispatcher().ask(plan(rotator, CallPurpose.ROTATE));
  }

  void revise(String author) {
    runContext.callDispatcher().ask(plan(author, CallPurpose.REVISE));
  }

  private CallPlan plan(String peer, CallPurpose callPurpose) {
    return runContext.callDispatcher().plan(peer, callPurpose, () -> question(peer, callPurpose));
  }

  private CallPlan.PeerPrompt question(String peer, CallPurpose callPurpose) {
    PromptInputSource source = runContext.promptInputSource();
    PromptBuilder builder = runContext.promptBuilder();
    PromptInput shown =
        callPurpose == CallPurpose.REVIEW
            ? source.forReviewer(peer, source.scope())
            : source.forAuthor(peer);
    PromptFence fence = source.fence(shown::fits);
    Prompt prompt =
        switch (callPurpose) {
          case REVIEW -> builder.review(shown, fence);
          case REVISE -> builder.revise(shown, fence);
          case ROTATE -> builder.rotate(shown, fence);
          case REPAIR, CITE, JUDGE ->
              throw new IllegalArgumentException("no round can start with " + callPurpose);
        };
    return new CallPlan.PeerPrompt(shown, prompt, fence.token());
  }
}
