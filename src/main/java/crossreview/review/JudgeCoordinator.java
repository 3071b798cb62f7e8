package crossreview.review;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.ValueChecks;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.model.finding.Finding;
import crossreview.model.vote.JudgeOpinion;
import crossreview.prompt.FindingLines;
import crossreview.prompt.PromptBuilder;
import crossreview.prompt.PromptInput;
import crossreview.review.prompt.PromptInputSource;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.ProofRules;
import crossreview.session.script.NextStep;
import crossreview.session.script.NextStep.JudgeQuestion;
import crossreview.store.log.SessionLog;
import crossreview.verdict.RulingReader;
import crossreview.verdict.RulingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks judges about requests for evidence, and reads what they say. On the review's thread. */
final class JudgeCoordinator {
  /** No judge is asked then, and the pass says so. */
  private static final Set<ProblemCode> UNPAID =
      Set.of(ReviewProblem.BUDGET_EXHAUSTED, ReviewProblem.NO_PRICE);

  private final SessionLog log;
  private final PromptInputSource promptInputSource;
  private final CallDispatcher callDispatcher;
  private final AnswerInterpreter reading;
  private final PromptBuilder promptBuilder;
  private final ProofCoordinator proofCoordinator;

  JudgeCoordinator(SessionLog log, RunContext runContext) {
    this.log = log;
    this.promptInputSource = runContext.promptInputSource();
    this.callDispatcher = runContext.callDispatcher();
    this.reading = runContext.reading();
    this.promptBuilder = runContext.promptBuilder();
    this.proofCoordinator = new ProofCoordinator(log, runContext);
  }

  /**
   * Asks all of them at once, or none where that cannot be paid: then what is not under way is
   * ruled on without them.
   *
   * @param hand submits a command without waiting
   * @param await waits until a call has ended
   */
  void ask(List<JudgeQuestion> questions, Consumer<SessionCommand> hand, Runnable await) {
    try {
      List<CallPlan> plans = questions.stream().map(this::plan).toList();
      List<CallReservation> calls = plans.stream().map(CallPlan::reservation).toList();
      List<CallReserved> reserved =
          callDispatcher.reserve(SessionCommand.ReserveJudges::new, calls);
      for (int i = 0; i < reserved.size(); i++) {
        callDispatcher.send(reserved.get(i).call(), plans.get(i));
      }
    } catch (ProblemException problemException) {
      unpaid(questions, problemException, hand, await);
    }
  }

  private CallPlan plan(JudgeQuestion asked) {
    String finding = asked.finding();
    return callDispatcher
        .plan(asked.judge(), CallPurpose.JUDGE, () -> question(asked.judge(), finding))
        .about(finding);
  }

  private CallPlan.PeerPrompt question(String judge, String finding) {
    if (ProofRules.isProver(log.session(), List.of(judge))) {
      return proofCoordinator.question(judge, finding);
    }
    PromptInput promptInput = promptInputSource.forJudge(judge);
    Finding opened = log.session().findings().at(finding).opened();
    String rebuttal = log.session().supplement().judgments().underWay().rebuttal();
    if (rebuttal == null) {
      List<String> ask = List.of(opened.statement());
      PromptFence fence =
          promptInputSource.fence(f -> promptInput.fits(f) && PromptFenceFactory.fits(f, ask));
      return new CallPlan.PeerPrompt(
          promptInput, promptBuilder.judge(promptInput, opened.statement(), fence));
    }
    List<String> said = List.of(FindingLines.of(List.of(opened)), rebuttal);
    PromptFence fence =
        promptInputSource.fence(f -> promptInput.fits(f) && PromptFenceFactory.fits(f, said));
    return new CallPlan.PeerPrompt(
        promptInput, promptBuilder.rebut(promptInput, opened, rebuttal, fence));
  }

  private void unpaid(
      List<JudgeQuestion> questions,
      ProblemException problemException,
      Consumer<SessionCommand> hand,
      Runnable await) {
    ProblemCode code = problemException.problem().type();
    if (!UNPAID.contains(code)) {
      throw problemException;
    }
    if (!log.session().openCalls().isEmpty()) {
      await.run();
      return;
    }
    questions.stream()
        .map(JudgeQuestion::finding)
        .distinct()
        .forEach(finding -> hand.accept(ruling(finding, code.code())));
  }

  private SessionCommand ruling(String finding, String code) {
    List<String> judges = log.session().supplement().judgments().underWay().judges();
    return new SessionCommand.Rule(
        finding, judges.stream().map(judge -> opinion(finding, judge, code)).toList(), null);
  }

  /** What the judges of a finding said. Awaits when an answer is long. */
  SessionCommand rule(NextStep.RulingStep step) {
    if (ProofRules.isProver(log.session(), step.judges())) {
      Optional<LedgerCall> answered = answered(step.finding(), step.judges().getFirst());
      if (answered.isPresent()) {
        return proofCoordinator.rule(step.finding(), answered.get());
      }
    }
    List<JudgeOpinion> opinions = new ArrayList<>();
    for (String judge : step.judges()) {
      opinions.add(opinion(step.finding(), judge, "no_answer"));
    }
    return new SessionCommand.Rule(step.finding(), opinions, null);
  }

  private Optional<LedgerCall> answered(String finding, String judge) {
    return calls(finding, judge).stream()
        .filter(call -> call.state() == LedgerCall.CallState.SETTLED)
        .reduce((earlier, later) -> later);
  }

  private List<LedgerCall> calls(String finding, String judge) {
    Session session = log.session();
    return session.supplement().judgments().underWay().calls(session, finding, judge);
  }

  private JudgeOpinion opinion(String finding, String judge, String otherwise) {
    List<LedgerCall> calls = calls(finding, judge);
    if (calls.isEmpty()) {
      return JudgeOpinion.none(judge, otherwise);
    }
    LedgerCall last = calls.getLast();
    return switch (last.state()) {
      case SETTLED -> read(judge, last);
      case FAILED -> JudgeOpinion.none(judge, "call_failed");
      case INDETERMINATE -> JudgeOpinion.none(judge, "fate_unknown");
      case RELEASED, RESERVED -> JudgeOpinion.none(judge, otherwise);
    };
  }

  /** A bug in reading one judge's answer is not a reason to lose those of the others. */
  private JudgeOpinion read(String judge, LedgerCall ledgerCall) {
    try {
      return understood(judge, ledgerCall);
    } catch (ProblemException unreadable) {
      throw unreadable;
    } catch (RuntimeException | Error bug) {
      return JudgeOpinion.none(judge, callDispatcher.unread(ledgerCall, bug).failureCode());
    }
  }

  /** It comes from outside as well: what an owner only quotes from it is not an answer. */
  private String rebuttal() {
    String said = log.session().supplement().judgments().underWay().rebuttal();
    return said == null ? "" : "\n" + said;
  }

  private JudgeOpinion understood(String judge, LedgerCall ledgerCall) {
    return switch (RulingReader.read(
        reading.stored(ledgerCall), promptInputSource.submittedText() + rebuttal())) {
      case RulingResult.UnreadableRuling unreadableRuling ->
          JudgeOpinion.none(judge, unreadableRuling.code());
      case RulingResult.ParsedRuling parsedRuling ->
          new JudgeOpinion(
              judge,
              parsedRuling.satisfied(),
              parsedRuling.confidenceLevel(),
              ValueChecks.cut(parsedRuling.rationale(), JudgeOpinion.RATIONALE_MAX),
              null);
    };
  }
}
