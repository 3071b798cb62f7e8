package crossreview.review;

import crossreview.guard.PromptFence;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptBuilder;
import crossreview.prompt.PromptInput;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.SessionLog;
import java.util.ArrayList;
import java.util.List;

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

  void round(List<String> voters) {
    PromptStore prompts = new PromptStore(log);
    List<CallPlan> plans = new ArrayList<>();
    for (String voter : voters) {
      CallPlan plan = plan(voter, CallPurpose.REVIEW);
      plans.add(plan);
      prompts.add(voter, plan.prompt());
    }
    begin(
        paid -> new SessionCommand.StartRound(prompts.prompts(), prompts.newParts(), paid), plans);
  }

  void turn(String rotator) {
    PromptStore prompts = new PromptStore(log);
    CallPlan plan = plan(rotator, CallPurpose.ROTATE);
    prompts.add(rotator, plan.prompt());
    begin(
        paid ->
            new SessionCommand.StartTurn(
                prompts.prompts().getFirst(), prompts.newParts(), paid.getFirst()),
        List.of(plan));
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
        callPurpose == CallPurpose.REVIEW ? source.forReviewer(peer) : source.forAuthor(peer);
    PromptFence fence = source.fence(shown::fits);
    Prompt prompt =
        switch (callPurpose) {
          case REVIEW -> builder.review(shown, fence);
          case REVISE -> builder.revise(shown, fence);
          case ROTATE -> builder.rotate(shown, fence);
          case REPAIR, CITE, JUDGE ->
              throw new IllegalArgumentException("no round can start with " + callPurpose);
        };
    return new CallPlan.PeerPrompt(shown, prompt);
  }
}
