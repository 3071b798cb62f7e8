package crossreview.session.decision;

import crossreview.model.Money;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.ImportedParts;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import crossreview.testkit.CommandGenerator;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the decider does with commands of all kinds in states of all kinds: seeded random lives of
 * sessions, and at each of their states a handful of commands that are decided, not applied.
 */
final class StateExploration {
  private static final int LIVES = 500;
  private static final int STEPS = 60;
  private static final int PROBES = 12;

  private final Function<Session, String> stateOf;
  private final Map<String, Map<String, Outcomes>> outcomes = new TreeMap<>();

  /** The states that commands of one kind led to from one state, and the codes of refusals. */
  record Outcomes(Set<String> next, Set<String> codes) {}

  private StateExploration(Function<Session, String> stateOf) {
    this.stateOf = stateOf;
  }

  /** By state, then by the simple name of the command. */
  static Map<String, Map<String, Outcomes>> of(Function<Session, String> stateOf) {
    StateExploration exploration = new StateExploration(stateOf);
    for (long seed = 0; seed < LIVES; seed++) {
      exploration.live(new CommandGenerator(seed), seed % 10 == 0);
    }
    return exploration.outcomes;
  }

  private void live(CommandGenerator generator, boolean imported) {
    Session session = Session.empty(Samples.id());
    for (int step = 0; step < STEPS; step++) {
      probe(session, generator);
      probe(decide(session, new SessionCommand.Pause("lunch")), generator);
      probe(decide(session, new SessionCommand.RequestCancel("enough")), generator);
      boolean first = step == 0 && imported;
      session = decide(session, first ? importedSession(generator) : generator.next(session));
    }
  }

  private void probe(Session session, CommandGenerator generator) {
    for (int i = 0; i < PROBES; i++) {
      decide(session, generator.any(session));
    }
    for (LedgerCall call : session.calls().values()) {
      if (call.answer() != null && !call.read()) {
        decide(session, generator.answerTo(session, new NextStep.AnswerStep(call.id())));
      }
    }
    decide(session, new SessionCommand.Sweep("9999", null, null));
    decide(session, anImport());
    if (session.running()) {
      decide(session, generator.sensible(session));
    }
  }

  /** Decides a command, notes what came of it, and returns the session that it leads to. */
  private Session decide(Session session, SessionCommand command) {
    Outcomes seen =
        outcomes
            .computeIfAbsent(stateOf.apply(session), state -> new TreeMap<>())
            .computeIfAbsent(
                command.getClass().getSimpleName(),
                name -> new Outcomes(new TreeSet<>(), new TreeSet<>()));
    return switch (Decider.decide(session, command)) {
      case CommandDecision.CommandRefusal refusal -> {
        seen.codes().add(refusal.problem().code());
        yield session;
      }
      case CommandDecision.CommandAcceptance acceptance -> {
        Session after = applied(session, acceptance.events());
        seen.next().add(stateOf.apply(after));
        yield after;
      }
    };
  }

  private static Session applied(Session session, List<SessionEvent> events) {
    Session after = session;
    for (SessionEvent event : events) {
      after =
          after.apply(new EventEnvelope(after.seq() + 1, SessionScenario.TS, "test", null), event);
    }
    return after;
  }

  private static SessionCommand importedSession(CommandGenerator generator) {
    SessionCommand.Open open = generator.open();
    return new SessionCommand.Open(
        open.task(),
        null,
        open.petitioner(),
        RunMode.REVIEW,
        open.policy(),
        List.of(),
        open.limits(),
        open.settingsDigest(),
        new SessionOrigin(null, "cross-review 4.1.1", null, null));
  }

  private static SessionCommand anImport() {
    return new SessionCommand.Import(
        new LifecycleEvent.SessionImported(
            "4.1.1", null, null, 2, Money.ZERO, 9, "converged", "unanimous_ready", List.of()),
        ImportedParts.NONE);
  }
}
