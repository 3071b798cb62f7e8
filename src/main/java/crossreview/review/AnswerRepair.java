package crossreview.review;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptSection;
import crossreview.model.run.DraftRefusal;
import crossreview.prompt.PromptBuilder;
import crossreview.prompt.PromptInput;
import crossreview.review.AnswerInterpreter.Interpretation;
import crossreview.review.prompt.PromptInputSource;
import crossreview.review.prompt.SectionScope;
import crossreview.session.LedgerCall;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.verdict.CitationRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What becomes of an answer that is on disk and whose meaning is not in the journal: it is never
 * bought again, only read, and its peer gets at most one more turn, with the same material.
 */
final class AnswerRepair {
  /** Without another turn the vote is taken as it is; nothing else is lost. */
  private static final Set<ProblemCode> NO_TURN =
      Set.of(ReviewProblem.NOT_ITS_TURN, ReviewProblem.BUDGET_EXHAUSTED, ReviewProblem.NO_PRICE);

  private final RunContext runContext;
  private final BiConsumer<SessionCommand, Actor> hand;

  /**
   * @param hand submits a command without waiting
   */
  AnswerRepair(RunContext runContext, BiConsumer<SessionCommand, Actor> hand) {
    this.runContext = runContext;
    this.hand = hand;
  }

  /** Reads the answer, and asks again where it has to. Awaits. */
  void read(LedgerCall ledgerCall) {
    if (ledgerCall.section() != null) {
      sections(ledgerCall);
      return;
    }
    String answer = runContext.reading().stored(ledgerCall);
    switch (meaning(ledgerCall, answer)) {
      case Interpretation.ClearAnswer clearAnswer -> use(ledgerCall, clearAnswer.answerMeaning());
      case Interpretation.UnclearAnswer unclearAnswer -> repair(ledgerCall, answer, unclearAnswer);
      case Interpretation.UncitedVote uncitedVote -> cite(ledgerCall, uncitedVote);
    }
  }

  /**
   * Reads what a peer said about each section. One that cannot be read is asked again; a READY that
   * leaves an own finding open is, once, and else is no READY.
   */
  private void sections(LedgerCall first) {
    List<LedgerCall> answers = new ArrayList<>(runContext.reading().sections(first));
    for (LedgerCall answer : answers) {
      String text = runContext.reading().stored(answer);
      Interpretation alone = meaning(answer, text);
      if (alone instanceof Interpretation.UnclearAnswer why) {
        again(answer, text, why);
        return;
      }
    }
    switch (runContext.reading().merged(first.peer(), answers)) {
      case Interpretation.UnclearAnswer why -> {
        LedgerCall last = answers.getLast();
        again(last, runContext.reading().stored(last), why);
      }
      case Interpretation.ClearAnswer clear -> use(first, clear.answerMeaning());
      case Interpretation.UncitedVote uncited -> use(first, uncited.asItIs());
    }
  }

  private void again(LedgerCall answer, String text, Interpretation.UnclearAnswer why) {
    if (answer.purpose() == CallPurpose.REPAIR) {
      use(answer, runContext.reading().refused(answer, why));
      return;
    }
    PromptSection section = Objects.requireNonNull(answer.section());
    CallDispatcher callDispatcher = runContext.callDispatcher();
    CallPlan plan =
        callDispatcher.plan(
            answer.peer(),
            CallPurpose.REPAIR,
            () -> repair(shown(answer.peer(), section), text, why));
    callDispatcher.ask(plan.of(section.again()));
  }

  private PromptInput shown(String peer) {
    PromptInputSource source = runContext.promptInputSource();
    return source.forReviewer(peer, source.scope());
  }

  private PromptInput shown(String peer, PromptSection section) {
    PromptInputSource source = runContext.promptInputSource();
    return source.forSection(peer, source.scope(), SectionScope.of(section));
  }

  /** An answer that a bug keeps from being read is asked for once more, like any unclear one. */
  private Interpretation meaning(LedgerCall ledgerCall, String answer) {
    try {
      return runContext.reading().read(ledgerCall, answer);
    } catch (ProblemException lost) {
      throw lost;
    } catch (RuntimeException | Error bug) {
      PeerFailure internal = runContext.callDispatcher().unread(ledgerCall, bug);
      if (!AnswerInterpreter.repairable(ledgerCall)) {
        return new Interpretation.ClearAnswer(
            new AnswerMeaning.DraftFailure(DraftRefusal.NOT_A_TEXT));
      }
      String hint = internal.hint();
      return new Interpretation.UnclearAnswer(
          internal.failureCode(), hint == null ? internal.failureCode() : hint);
    }
  }

  private void use(LedgerCall ledgerCall, AnswerMeaning answerMeaning) {
    hand.accept(
        new SessionCommand.UseAnswer(ledgerCall.id(), answerMeaning),
        Actor.peer(ledgerCall.peer()));
  }

  private void repair(LedgerCall ledgerCall, String answer, Interpretation.UnclearAnswer why) {
    ask(ledgerCall.peer(), CallPurpose.REPAIR, () -> repair(shown(ledgerCall.peer()), answer, why));
  }

  private void ask(String peer, CallPurpose callPurpose, Supplier<CallPlan.PeerPrompt> question) {
    CallDispatcher callDispatcher = runContext.callDispatcher();
    callDispatcher.ask(callDispatcher.plan(peer, callPurpose, question));
  }

  private CallPlan.PeerPrompt repair(
      PromptInput promptInput, String answer, Interpretation.UnclearAnswer why) {
    PromptBuilder.AnswerDefect answerDefect =
        new PromptBuilder.AnswerDefect(answer, why.code(), why.detail());
    PromptFence promptFence =
        runContext.promptInputSource().fence(f -> promptInput.fits(f) && answerDefect.fits(f));
    return new CallPlan.PeerPrompt(
        promptInput, runContext.promptBuilder().repair(promptInput, answerDefect, promptFence));
  }

  /** Sends back what was not found, alone and once; else the vote is what it is without it. */
  private void cite(LedgerCall ledgerCall, Interpretation.UncitedVote uncitedVote) {
    try {
      ask(ledgerCall.peer(), CallPurpose.CITE, () -> cite(ledgerCall.peer(), uncitedVote));
    } catch (ProblemException problemException) {
      if (!NO_TURN.contains(problemException.problem().type())) {
        throw problemException;
      }
      use(ledgerCall, uncitedVote.asItIs());
    }
  }

  private CallPlan.PeerPrompt cite(String peer, Interpretation.UncitedVote uncitedVote) {
    PromptInput promptInput = shown(peer);
    String lines = CitationRepair.lines(uncitedVote.parsedVerdict());
    PromptFence promptFence =
        runContext
            .promptInputSource()
            .fence(f -> promptInput.fits(f) && PromptFenceFactory.fits(f, List.of(lines)));
    return new CallPlan.PeerPrompt(
        promptInput, runContext.promptBuilder().cite(promptInput, lines, promptFence));
  }
}
