package crossreview.review;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.SessionLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins rounds and turns, and asks whoever is still to be asked. On the review's thread; awaits.
 */
final class RoundStarter {
  private final SessionLog log;
  private final RunContext runContext;

  RoundStarter(SessionLog log, RunContext runContext) {
    this.log = log;
    this.runContext = runContext;
  }

  private record PeerPrompt(PromptInput promptInput, Prompt prompt) {}

  void round(List<String> voters) {
    PromptStore prompts = new PromptStore(log);
    Map<String, PeerPrompt> questions = new LinkedHashMap<>();
    List<CallReservation> calls = new ArrayList<>();
    for (String voter : voters) {
      PeerPrompt peerPrompt = review(voter);
      questions.put(voter, peerPrompt);
      calls.add(
          runContext.callDispatcher().reservation(voter, CallPurpose.REVIEW, peerPrompt.prompt()));
      prompts.add(voter, peerPrompt.prompt());
    }
    SessionCommand round =
        new SessionCommand.StartRound(prompts.prompts(), prompts.newParts(), calls);
    begin(round, calls, CallPurpose.REVIEW, questions);
  }

  void turn(String rotator) {
    PromptStore prompts = new PromptStore(log);
    PeerPrompt peerPrompt = rotate(rotator);
    prompts.add(rotator, peerPrompt.prompt());
    CallReservation call =
        runContext.callDispatcher().reservation(rotator, CallPurpose.ROTATE, peerPrompt.prompt());
    SessionCommand turn =
        new SessionCommand.StartTurn(prompts.prompts().getFirst(), prompts.newParts(), call);
    begin(turn, List.of(call), CallPurpose.ROTATE, Map.of(rotator, peerPrompt));
  }

  private void begin(
      SessionCommand sessionCommand,
      List<CallReservation> calls,
      CallPurpose callPurpose,
      Map<String, PeerPrompt> questions) {
    for (CallReserved call : runContext.callDispatcher().reserve(sessionCommand, calls)) {
      PeerPrompt peerPrompt = questions.get(call.peer());
      runContext
          .callDispatcher()
          .send(
              call.call(), call.peer(), callPurpose, peerPrompt.promptInput(), peerPrompt.prompt());
    }
  }

  /** A voter of the running round whose call is not known to have been made. */
  void askVoter(String voter) {
    ask(voter, CallPurpose.REVIEW, review(voter));
  }

  /** The rotator of the running turn, in the same case. */
  void askRotator(String rotator) {
    ask(rotator, CallPurpose.ROTATE, rotate(rotator));
  }

  void revise(String author) {
    PromptInput promptInput = runContext.promptInputSource().forAuthor(author);
    Prompt prompt =
        runContext
            .promptBuilder()
            .revise(promptInput, runContext.promptInputSource().fence(promptInput::fits));
    ask(author, CallPurpose.REVISE, new PeerPrompt(promptInput, prompt));
  }

  private void ask(String peer, CallPurpose callPurpose, PeerPrompt peerPrompt) {
    runContext
        .callDispatcher()
        .ask(peer, callPurpose, peerPrompt.promptInput(), peerPrompt.prompt());
  }

  private PeerPrompt review(String voter) {
    PromptInput promptInput = runContext.promptInputSource().forReviewer(voter);
    return new PeerPrompt(
        promptInput,
        runContext
            .promptBuilder()
            .review(promptInput, runContext.promptInputSource().fence(promptInput::fits)));
  }

  private PeerPrompt rotate(String rotator) {
    PromptInput promptInput = runContext.promptInputSource().forAuthor(rotator);
    return new PeerPrompt(
        promptInput,
        runContext
            .promptBuilder()
            .rotate(promptInput, runContext.promptInputSource().fence(promptInput::fits)));
  }
}
