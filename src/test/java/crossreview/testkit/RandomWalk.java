package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptRef;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A seeded caller and panel: the next command of a session, mostly sensible, sometimes not. */
public final class RandomWalk {
  private final Random random;
  private int made;

  public RandomWalk(long seed) {
    random = new Random(seed);
  }

  /** What comes next; may be refused. */
  public SessionCommand next(Session session) {
    if (!session.exists()) {
      return Samples.open(pick(List.of(RunMode.SHIP, RunMode.REVIEW, RunMode.CIRCULAR)));
    }
    if (random.nextInt(12) == 0) {
      return aside();
    }
    return switch (NextStep.of(session, reserved(session), true)) {
      case NextStep.IdleStep idleStep -> idle(session);
      case NextStep.PauseStep pauseStep -> new SessionCommand.Resume();
      case NextStep.RoundStep begin -> begin(begin.voters());
      case NextStep.VoteStep ask -> reserve(ask.voters().getFirst(), CallPurpose.REVIEW);
      case NextStep.SectionStep ask ->
          throw new IllegalStateException("nobody has sections here: " + ask);
      case NextStep.AnswerStep read -> read(session.calls().get(read.call()));
      case NextStep.CountStep count -> new SessionCommand.CompleteRound();
      case NextStep.RevisionStep revisionStep -> reserve(revisionStep.author(), CallPurpose.REVISE);
      case NextStep.TurnStep begin -> turn(begin.rotator());
      case NextStep.RotatorStep ask -> reserve(ask.rotator(), CallPurpose.ROTATE);
      case NextStep.PassStep begin -> throw judges();
      case NextStep.JudgeStep ask -> throw judges();
      case NextStep.RulingStep rulingStep -> throw judges();
      case NextStep.WaitStep await -> answer(session, pick(await.calls()));
      case NextStep.EndStep endStep ->
          new SessionCommand.EndRun(endStep.reason(), endStep.detail());
    };
  }

  private static IllegalStateException judges() {
    return new IllegalStateException("no policy of this walk asks judges");
  }

  private SessionCommand turn(String rotator) {
    TextRef part = text("instruction");
    PromptRef prompt = new PromptRef(rotator, part.sha256(), List.of(part.sha256()));
    return new SessionCommand.StartTurn(
        prompt, List.of(part), reservation(rotator, CallPurpose.ROTATE));
  }

  private static Set<String> reserved(Session session) {
    return session.calls().values().stream()
        .filter(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.RESERVED)
        .map(LedgerCall::id)
        .collect(Collectors.toSet());
  }

  private SessionCommand idle(Session session) {
    if (!session.hasArtifact() || random.nextInt(3) == 0) {
      return Samples.submit("artifact " + made++);
    }
    return new SessionCommand.StartRun(
        "r" + (session.runs() + 1), null, null, VerdictStatus.READY, "seed " + random.nextInt());
  }

  private SessionCommand aside() {
    return switch (random.nextInt(8)) {
      case 0 -> new SessionCommand.RequestCancel("enough");
      case 1, 2 -> new SessionCommand.Recover("node-a");
      case 3 -> Samples.submit("artifact " + made++);
      case 4 -> new SessionCommand.Append("note", "n" + made++);
      case 5 -> new SessionCommand.CompleteRound();
      default -> new SessionCommand.Escalate("look " + made++, EscalationSeverity.INFO);
    };
  }

  private SessionCommand begin(List<String> voters) {
    TextRef part = text("instruction");
    return new SessionCommand.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), List.of(part.sha256()))).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, CallPurpose.REVIEW)).toList());
  }

  private static TextRef text(String text) {
    return new TextRef(Digest.of(text), text.length(), text);
  }

  private static SessionCommand reserve(String peer, CallPurpose callPurpose) {
    return new SessionCommand.Reserve(reservation(peer, callPurpose));
  }

  private static CallReservation reservation(String peer, CallPurpose callPurpose) {
    return new CallReservation(peer, callPurpose, Money.ZERO, "m1", 3);
  }

  private SessionCommand read(LedgerCall ledgerCall) {
    return ledgerCall.purpose().writes()
        ? new SessionCommand.UseAnswer(ledgerCall.id(), written(ledgerCall))
        : random.nextBoolean()
            ? new SessionCommand.UseAnswer(ledgerCall.id(), ballot())
            : reserve(ledgerCall.peer(), CallPurpose.REPAIR);
  }

  private SessionCommand answer(Session session, String id) {
    LedgerCall ledgerCall = session.calls().get(id);
    int fate = random.nextInt(10);
    if (fate == 0) {
      return fail(id, FailureClass.NETWORK, "connection_reset");
    }
    if (fate == 1) {
      return fail(id, FailureClass.SCHEMA, "unparsable");
    }
    AnswerMetadata answered =
        new AnswerMetadata(
            text("answer " + made++),
            TokenUsage.NONE,
            Money.ZERO,
            random.nextInt(900),
            1,
            "m1",
            "stop");
    AnswerMeaning answerMeaning = ledgerCall.purpose().writes() ? written(ledgerCall) : ballot();
    boolean unread = ledgerCall.purpose() == CallPurpose.REVIEW && fate == 2;
    return new SessionCommand.Settle(
        id, answered, unread ? new AnswerMeaning.UnreadAnswer() : answerMeaning);
  }

  private static SessionCommand fail(String call, FailureClass failureClass, String code) {
    PeerFailure failure =
        new PeerFailure(failureClass, code, CallPhase.CONNECT, true, CostCertainty.ZERO, null);
    return new SessionCommand.Fail(call, failure, 1, Money.ZERO, null);
  }

  private AnswerMeaning ballot() {
    return Samples.ballot(
        random.nextInt(3) == 0 ? Samples.notReady("flaw " + random.nextInt(5)) : Samples.ready());
  }

  private AnswerMeaning written(LedgerCall ledgerCall) {
    if (ledgerCall.purpose() == CallPurpose.REVISE) {
      return revision();
    }
    boolean same = random.nextInt(3) > 0;
    return new AnswerMeaning.TurnAnswer(
        same ? null : Samples.artifact("turn " + made++), List.of(), same ? Boolean.TRUE : null);
  }

  private AnswerMeaning revision() {
    return random.nextInt(4) == 0
        ? new AnswerMeaning.DraftFailure(DraftRefusal.EMPTY)
        : new AnswerMeaning.RevisionAnswer(Samples.artifact("draft " + made++), List.of());
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
