package crossreview.session.decision;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.PeerFailure;
import crossreview.model.event.CallEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.CallEligibility;
import crossreview.session.script.JudgePass;
import crossreview.session.script.StopRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger: reserving calls and settling them. */
final class CallDecider {
  private CallDecider() {}

  static List<SessionEvent> reserve(Session session, SessionCommand.Reserve c) {
    RunDecider.checkGoesOn(session);
    if (session.run().rounds() == 0) {
      throw CommandProblems.noOpenRound();
    }
    if (JudgePass.of(session).isPresent()) {
      throw CommandProblems.notItsTurn(c.call(), "judges are asked");
    }
    checkTurn(session, c.call());
    return reservations(session, List.of(c.call()), session.rounds().size());
  }

  private static void checkTurn(Session session, CallReservation call) {
    Optional<String> why =
        CallEligibility.of(session, call.peer(), number(call))
            .refusal(call.purpose(), CallEligibility.REASKS);
    if (why.isEmpty() && call.purpose() == CallPurpose.REVISE) {
      why =
          StopRules.after(session, session.rounds().getLast().completed())
              .map(endStep -> "the run ends, " + endStep.reason().wireName());
    }
    if (why.isPresent()) {
      throw CommandProblems.notItsTurn(call, why.get());
    }
  }

  private static int number(CallReservation call) {
    return call.section() == null ? 0 : call.section().number();
  }

  static List<SessionEvent> reservations(Session session, List<CallReservation> calls, int round) {
    checkMoney(session, calls, round);
    List<SessionEvent> events = new ArrayList<>();
    int next = session.calls().size() + 1;
    for (CallReservation call : calls) {
      events.add(
          new CallEvent.CallReserved(
              "c" + next++,
              call.peer(),
              round,
              call.purpose(),
              call.ceiling(),
              call.model(),
              call.attemptsMax(),
              call.finding(),
              call.claim(),
              call.section(),
              call.reuseKey()));
    }
    return events;
  }

  private static void checkMoney(Session session, List<CallReservation> calls, int round) {
    Money wanted = calls.stream().map(CallReservation::ceiling).reduce(Money.ZERO, Money::plus);
    if (wanted.equals(Money.ZERO)) {
      return;
    }
    Money limit = session.limits().sessionUsd();
    if (limit == null || session.ledger().committed().plus(wanted).compareTo(limit) > 0) {
      throw CommandProblems.budget(session.ledger(), wanted, limit);
    }
    Money each = session.limits().roundUsd();
    Ledger ofRound = Ledger.of(session.callsOf(round));
    if (each != null && ofRound.committed().plus(wanted).compareTo(each) > 0) {
      throw CommandProblems.roundBudget(ofRound, wanted, each, round);
    }
  }

  static List<SessionEvent> settle(Session session, SessionCommand.Settle c) {
    LedgerCall ledgerCall = open(session, c.call());
    AnswerMetadata a = c.answered();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new CallEvent.CallSettled(
            ledgerCall.id(),
            a.answer(),
            a.usage(),
            a.cost(),
            a.latencyMs(),
            a.attempts(),
            a.modelReported(),
            a.finish(),
            a.costBasis() == CostBasis.EXACT ? null : a.costBasis(),
            a.cacheCost(),
            a.reusedFrom()));
    events.addAll(meaning(session, ledgerCall, a.answer().sha256(), a.reusedFrom(), c.use()));
    return events;
  }

  static List<SessionEvent> use(Session session, SessionCommand.UseAnswer c) {
    LedgerCall ledgerCall = session.calls().get(c.call());
    if (ledgerCall == null || !ledgerCall.unread() || ledgerCall.answer() == null) {
      throw CommandProblems.nothingUnread(c.call());
    }
    return meaning(
        session,
        ledgerCall,
        ledgerCall.answer().sha256(),
        ledgerCall.facts().reusedFrom(),
        c.use());
  }

  private static List<SessionEvent> meaning(
      Session session,
      LedgerCall ledgerCall,
      Digest answer,
      @Nullable AnswerOrigin origin,
      AnswerMeaning answerMeaning) {
    return switch (answerMeaning) {
      case AnswerMeaning.UnreadAnswer u -> {
        check(ledgerCall, isReadLater(ledgerCall), "be left unread");
        yield List.of();
      }
      case AnswerMeaning.BallotAnswer b -> {
        check(ledgerCall, ledgerCall.purpose().votes(), "be a vote");
        check(ledgerCall, CallEligibility.completes(session, ledgerCall), "be a whole vote");
        yield BallotRules.cast(session, ledgerCall, answer, origin, b);
      }
      case AnswerMeaning.AbstentionAnswer a -> {
        check(ledgerCall, ledgerCall.purpose().votes(), "be an abstention");
        yield BallotRules.abstain(session, ledgerCall, answer, a);
      }
      case AnswerMeaning.TurnAnswer t -> {
        check(ledgerCall, ledgerCall.purpose() == CallPurpose.ROTATE, "be a turn");
        yield RotationDecider.turned(session, ledgerCall, t);
      }
      case AnswerMeaning.DraftFailure u when ledgerCall.purpose() == CallPurpose.ROTATE ->
          RotationDecider.unusable(session, ledgerCall, u.reason());
      case AnswerMeaning.RevisionAnswer r -> {
        check(ledgerCall, ledgerCall.purpose() == CallPurpose.REVISE, "be a revision");
        yield DraftRules.revised(session, ledgerCall, r);
      }
      case AnswerMeaning.DraftFailure u -> {
        check(ledgerCall, ledgerCall.purpose() == CallPurpose.REVISE, "be a draft");
        yield DraftRules.refused(session, ledgerCall, u.reason());
      }
    };
  }

  /** One that is repaired about a section is counted with those of the other sections. */
  private static boolean isReadLater(LedgerCall call) {
    return call.purpose() == CallPurpose.REVIEW
        || call.purpose() == CallPurpose.JUDGE
        || (call.purpose() == CallPurpose.REPAIR && call.section() != null);
  }

  private static void check(LedgerCall ledgerCall, boolean fits, String what) {
    if (!fits) {
      throw CommandProblems.wrongUse(ledgerCall, what);
    }
  }

  static List<SessionEvent> fail(Session session, SessionCommand.Fail c) {
    LedgerCall ledgerCall = open(session, c.call());
    PeerFailure failure = c.failure();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new CallEvent.CallFailed(
            ledgerCall.id(),
            failure.failureClass(),
            failure.failureCode(),
            failure.phase(),
            failure.retryable(),
            c.attempts(),
            failure.spend(),
            booked(ledgerCall, c),
            c.answer(),
            failure.hint()));
    Round round = session.rounds().getLast();
    boolean decides = !round.counted() && !round.decided(ledgerCall.peer());
    if (decides && ledgerCall.purpose() == CallPurpose.REVIEW && failure.excuses()) {
      events.add(
          new RoundEvent.PeerExcused(round.number(), ledgerCall.peer(), failure.failureClass()));
    }
    return events;
  }

  /** What is not known is booked at the ceiling of the tries that were made, or else of all. */
  private static Money booked(LedgerCall ledgerCall, SessionCommand.Fail c) {
    return switch (c.failure().spend()) {
      case ZERO -> Money.ZERO;
      case EXACT, ESTIMATE ->
          Objects.requireNonNull(c.cost(), "a failure of known spend has a cost");
      case UNKNOWN ->
          c.cost() == null || c.cost().equals(Money.ZERO)
              ? ledgerCall.ceiling()
              : c.cost().min(ledgerCall.ceiling());
    };
  }

  static List<SessionEvent> release(Session session, SessionCommand.Release c) {
    LedgerCall ledgerCall = open(session, c.call());
    return List.of(new CallEvent.CallReleased(ledgerCall.id(), c.reason()));
  }

  static List<SessionEvent> claimed(Session session, SessionCommand.NoteClaim c) {
    open(session, c.call());
    return List.of(new NoteEvent.SeatClaimed(c.seat(), c.holder(), c.deadline()));
  }

  static List<SessionEvent> returned(Session session, SessionCommand.NoteReturn c) {
    open(session, c.call());
    return List.of(new NoteEvent.SeatReturned(c.seat(), c.holder(), c.reason()));
  }

  static List<SessionEvent> lose(Session session, SessionCommand.LoseCall c) {
    LedgerCall ledgerCall = open(session, c.call());
    return List.of(
        new CallEvent.CallIndeterminate(ledgerCall.id(), ledgerCall.ceiling(), c.reason()));
  }

  static List<SessionEvent> fallback(Session session, SessionCommand.TakeFallback c) {
    LedgerCall ledgerCall = open(session, c.call());
    return List.of(
        new CallEvent.FallbackTaken(
            ledgerCall.id(), ledgerCall.peer(), ledgerCall.model(), c.toModel(), c.reason()));
  }

  private static LedgerCall open(Session session, String id) {
    LedgerCall ledgerCall = session.calls().get(id);
    if (ledgerCall == null) {
      throw CommandProblems.callUnknown(id);
    }
    if (ledgerCall.state() != LedgerCall.CallState.RESERVED) {
      throw CommandProblems.callEnded(ledgerCall);
    }
    return ledgerCall;
  }
}
