package crossreview.review;

import crossreview.brief.Matter;
import crossreview.brief.Prompt;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.CallEvent.CallReserved;
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
final class Openings {
  private final SessionLog log;
  private final Parts parts;

  Openings(SessionLog log, Parts parts) {
    this.log = log;
    this.parts = parts;
  }

  private record Question(Matter matter, Prompt prompt) {}

  void round(List<String> voters) {
    PromptStore prompts = new PromptStore(log);
    Map<String, Question> questions = new LinkedHashMap<>();
    List<CallReservation> calls = new ArrayList<>();
    for (String voter : voters) {
      Question question = review(voter);
      questions.put(voter, question);
      calls.add(parts.asking().reservation(voter, CallPurpose.REVIEW, question.prompt()));
      prompts.add(voter, question.prompt());
    }
    SessionCommand round =
        new SessionCommand.StartRound(prompts.prompts(), prompts.newParts(), calls);
    begin(round, calls, CallPurpose.REVIEW, questions);
  }

  void turn(String rotator) {
    PromptStore prompts = new PromptStore(log);
    Question question = rotate(rotator);
    prompts.add(rotator, question.prompt());
    CallReservation call =
        parts.asking().reservation(rotator, CallPurpose.ROTATE, question.prompt());
    SessionCommand turn =
        new SessionCommand.StartTurn(prompts.prompts().getFirst(), prompts.newParts(), call);
    begin(turn, List.of(call), CallPurpose.ROTATE, Map.of(rotator, question));
  }

  private void begin(
      SessionCommand sessionCommand,
      List<CallReservation> calls,
      CallPurpose callPurpose,
      Map<String, Question> questions) {
    for (CallReserved call : parts.asking().reserve(sessionCommand, calls)) {
      Question question = questions.get(call.peer());
      parts
          .asking()
          .send(call.call(), call.peer(), callPurpose, question.matter(), question.prompt());
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
    Matter matter = parts.material().forAuthor(author);
    Prompt prompt = parts.briefs().revise(matter, parts.material().fence(matter::fits));
    ask(author, CallPurpose.REVISE, new Question(matter, prompt));
  }

  private void ask(String peer, CallPurpose callPurpose, Question question) {
    parts.asking().ask(peer, callPurpose, question.matter(), question.prompt());
  }

  private Question review(String voter) {
    Matter matter = parts.material().forReviewer(voter);
    return new Question(
        matter, parts.briefs().review(matter, parts.material().fence(matter::fits)));
  }

  private Question rotate(String rotator) {
    Matter matter = parts.material().forAuthor(rotator);
    return new Question(
        matter, parts.briefs().rotate(matter, parts.material().fence(matter::fits)));
  }
}
