package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.DraftRefusal;
import crossreview.model.EscalationSeverity;
import crossreview.model.FailureClass;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.model.TextRef;
import crossreview.model.Usage;
import crossreview.session.AnswerFacts;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.NextStep;
import crossreview.session.Reservation;
import crossreview.session.Session;
import crossreview.session.Use;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A seeded caller and panel: the next command of a session, mostly sensible, sometimes not. */
public final class Walk {
  private final Random random;
  private int made;

  public Walk(long seed) {
    random = new Random(seed);
  }

  /** What comes next; may be refused. */
  public Command next(Session session) {
    if (!session.exists()) {
      return Samples.open(pick(List.of(Mode.SHIP, Mode.REVIEW, Mode.CIRCULAR)));
    }
    if (random.nextInt(12) == 0) {
      return aside();
    }
    return switch (NextStep.of(session, reserved(session), true)) {
      case NextStep.Idle idle -> idle(session);
      case NextStep.Paused paused -> new Command.Resume();
      case NextStep.BeginRound begin -> begin(begin.voters());
      case NextStep.AskVoters ask -> reserve(ask.voters().getFirst(), Purpose.REVIEW);
      case NextStep.ReadAnswer read -> read(session.calls().get(read.call()));
      case NextStep.CountRound count -> new Command.CompleteRound();
      case NextStep.Revise revise -> reserve(revise.author(), Purpose.REVISE);
      case NextStep.BeginTurn begin -> turn(begin.rotator());
      case NextStep.AskRotator ask -> reserve(ask.rotator(), Purpose.ROTATE);
      case NextStep.BeginJudging begin -> throw judges();
      case NextStep.AskBench ask -> throw judges();
      case NextStep.Rule rule -> throw judges();
      case NextStep.AwaitCalls await -> answer(session, pick(await.calls()));
      case NextStep.End end -> new Command.EndRun(end.reason(), end.detail());
    };
  }

  private static IllegalStateException judges() {
    return new IllegalStateException("no policy of this walk asks judges");
  }

  private Command turn(String rotator) {
    TextRef part = text("instruction");
    PromptRef prompt = new PromptRef(rotator, part.sha256(), List.of(part.sha256()));
    return new Command.StartTurn(prompt, List.of(part), reservation(rotator, Purpose.ROTATE));
  }

  private static Set<String> reserved(Session session) {
    return session.calls().values().stream()
        .filter(call -> call.state() == Call.State.RESERVED)
        .map(Call::id)
        .collect(Collectors.toSet());
  }

  private Command idle(Session session) {
    if (session.current() == null || random.nextInt(3) == 0) {
      return Samples.submit("artifact " + made++);
    }
    return new Command.StartRun(
        "r" + (session.runs() + 1), null, null, Status.READY, "seed " + random.nextInt());
  }

  private Command aside() {
    return switch (random.nextInt(8)) {
      case 0 -> new Command.RequestCancel("enough");
      case 1, 2 -> new Command.Recover("node-a");
      case 3 -> Samples.submit("artifact " + made++);
      case 4 -> new Command.Append("note", "n" + made++);
      case 5 -> new Command.CompleteRound();
      default -> new Command.Escalate("look " + made++, EscalationSeverity.INFO);
    };
  }

  private Command begin(List<String> voters) {
    TextRef part = text("instruction");
    return new Command.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), List.of(part.sha256()))).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, Purpose.REVIEW)).toList());
  }

  private static TextRef text(String text) {
    return new TextRef(Digest.of(text), text.length(), text);
  }

  private static Command reserve(String peer, Purpose purpose) {
    return new Command.Reserve(reservation(peer, purpose));
  }

  private static Reservation reservation(String peer, Purpose purpose) {
    return new Reservation(peer, purpose, Money.ZERO, "m1", 3);
  }

  private Command read(Call call) {
    return call.purpose().writes()
        ? new Command.UseAnswer(call.id(), written(call))
        : random.nextBoolean()
            ? new Command.UseAnswer(call.id(), ballot())
            : reserve(call.peer(), Purpose.REPAIR);
  }

  private Command answer(Session session, String id) {
    Call call = session.calls().get(id);
    int fate = random.nextInt(10);
    if (fate == 0) {
      return fail(id, FailureClass.NETWORK, "connection_reset");
    }
    if (fate == 1) {
      return fail(id, FailureClass.SCHEMA, "unparsable");
    }
    AnswerFacts answered =
        new AnswerFacts(
            text("answer " + made++), Usage.NONE, Money.ZERO, random.nextInt(900), 1, "m1", "stop");
    Use use = call.purpose().writes() ? written(call) : ballot();
    boolean unread = call.purpose() == Purpose.REVIEW && fate == 2;
    return new Command.Settle(id, answered, unread ? new Use.Unread() : use);
  }

  private static Command fail(String call, FailureClass failureClass, String code) {
    PeerFailure failure =
        new PeerFailure(failureClass, code, Phase.CONNECT, true, Spend.ZERO, null);
    return new Command.Fail(call, failure, 1, Money.ZERO, null);
  }

  private Use ballot() {
    return Samples.ballot(
        random.nextInt(3) == 0 ? Samples.notReady("flaw " + random.nextInt(5)) : Samples.ready());
  }

  private Use written(Call call) {
    if (call.purpose() == Purpose.REVISE) {
      return revision();
    }
    boolean same = random.nextInt(3) > 0;
    return new Use.Turn(
        same ? null : Samples.artifact("turn " + made++), List.of(), same ? Boolean.TRUE : null);
  }

  private Use revision() {
    return random.nextInt(4) == 0
        ? new Use.UnusableDraft(DraftRefusal.EMPTY)
        : new Use.Revision(Samples.artifact("draft " + made++), List.of());
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
