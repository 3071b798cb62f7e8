package crossreview.review;

import crossreview.brief.Briefs;
import crossreview.brief.Matter;
import crossreview.brief.Prompt;
import crossreview.guard.Fence;
import crossreview.guard.Fences;
import crossreview.model.Checks;
import crossreview.model.Opinion;
import crossreview.model.Purpose;
import crossreview.model.Refused;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.NextStep;
import crossreview.session.NextStep.Question;
import crossreview.session.Reservation;
import crossreview.session.Session;
import crossreview.store.SessionLog;
import crossreview.verdict.Ruling;
import crossreview.verdict.RulingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks judges about requests for evidence, and reads what they say. On the review's thread. */
final class Judges {
  /** Nobody is asked then, and the pass says so. */
  private static final Set<String> UNPAID = Set.of("budget_exhausted", "no_price");

  private final SessionLog log;
  private final Material material;
  private final Asking asking;
  private final AnswerReading reading;
  private final Briefs briefs;

  Judges(SessionLog log, Parts parts) {
    this.log = log;
    this.material = parts.material();
    this.asking = parts.asking();
    this.reading = parts.reading();
    this.briefs = parts.briefs();
  }

  /**
   * Asks all of them at once, or none where that cannot be paid: then what is not under way is
   * ruled on without them.
   *
   * @param hand hands a command in without waiting
   * @param await waits until a call has ended
   */
  void ask(List<Question> questions, Consumer<Command> hand, Runnable await) {
    List<Prompt> prompts = new ArrayList<>();
    List<Reservation> calls = new ArrayList<>();
    Matter matter = material.forJudge();
    for (Question question : questions) {
      Prompt prompt = prompt(matter, question.finding());
      prompts.add(prompt);
      calls.add(
          asking.reservation(question.judge(), Purpose.JUDGE, prompt).about(question.finding()));
    }
    try {
      List<CallReserved> reserved = asking.reserve(new Command.ReserveJudges(calls), calls);
      for (int i = 0; i < reserved.size(); i++) {
        CallReserved call = reserved.get(i);
        asking.send(call.call(), call.peer(), Purpose.JUDGE, matter, prompts.get(i));
      }
    } catch (Refused refused) {
      unpaid(questions, refused, hand, await);
    }
  }

  private Prompt prompt(Matter matter, String finding) {
    String ask = log.session().findings().get(finding).opened().statement();
    Fence fence = material.fence(f -> matter.fits(f) && Fences.fits(f, List.of(ask)));
    return briefs.judge(matter, ask, fence);
  }

  private void unpaid(
      List<Question> questions, Refused refused, Consumer<Command> hand, Runnable await) {
    String code = refused.problem().code();
    if (!UNPAID.contains(code)) {
      throw refused;
    }
    if (!log.session().openCalls().isEmpty()) {
      await.run();
      return;
    }
    questions.stream()
        .map(Question::finding)
        .distinct()
        .forEach(finding -> hand.accept(ruling(finding, code)));
  }

  private Command ruling(String finding, String code) {
    List<String> judges = log.session().annex().judgments().pass().judges();
    return new Command.Rule(
        finding, judges.stream().map(judge -> opinion(finding, judge, code)).toList());
  }

  /** What the judges of a finding said. Awaits when an answer is long. */
  Command rule(NextStep.Rule step) {
    List<Opinion> opinions = new ArrayList<>();
    for (String judge : step.judges()) {
      opinions.add(opinion(step.finding(), judge, "no_answer"));
    }
    return new Command.Rule(step.finding(), opinions);
  }

  private Opinion opinion(String finding, String judge, String otherwise) {
    Session session = log.session();
    List<Call> calls = session.annex().judgments().pass().calls(session, finding, judge);
    if (calls.isEmpty()) {
      return Opinion.none(judge, otherwise);
    }
    Call last = calls.getLast();
    return switch (last.state()) {
      case SETTLED -> read(judge, last);
      case FAILED -> Opinion.none(judge, "call_failed");
      case INDETERMINATE -> Opinion.none(judge, "fate_unknown");
      case RELEASED, RESERVED -> Opinion.none(judge, otherwise);
    };
  }

  private Opinion read(String judge, Call call) {
    return switch (RulingReader.read(reading.stored(call), material.whole())) {
      case Ruling.Unusable unusable -> Opinion.none(judge, unusable.code());
      case Ruling.Said said ->
          new Opinion(
              judge,
              said.satisfied(),
              said.confidence(),
              Checks.cut(said.rationale(), Opinion.RATIONALE_MAX),
              null);
    };
  }
}
