package crossreview.session;

import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session.CommandMemo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session while one event is applied; collections are copied only when they change. */
final class SessionEdit {
  private final SessionId id;
  LifeEvent.SessionCreated opened;
  String openedAt;
  Map<Digest, Artifact> artifacts;
  Artifact current;
  Set<String> authors;
  Run run;
  int runs;
  List<Round> rounds;
  Map<String, LedgerFinding> findings;
  Map<String, Call> calls;
  Set<Digest> storedParts;
  private Map<String, CommandMemo> commands;
  String cancelReason;
  LifeEvent.SessionFinalized finalized;

  SessionEdit(Session from) {
    id = from.id();
    opened = from.opened();
    openedAt = from.openedAt();
    artifacts = from.artifacts();
    current = from.current();
    authors = from.authors();
    run = from.run();
    runs = from.runs();
    rounds = from.rounds();
    findings = from.findings();
    calls = from.calls();
    storedParts = from.storedParts();
    commands = from.commands();
    cancelReason = from.cancelReason();
    finalized = from.finalized();
  }

  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return Collections.unmodifiableMap(copy);
  }

  static <T> Set<T> with(Set<T> set, Iterable<T> items) {
    Set<T> copy = new LinkedHashSet<>(set);
    items.forEach(copy::add);
    return Collections.unmodifiableSet(copy);
  }

  Round round() {
    return rounds.getLast();
  }

  void addRound(Round round) {
    List<Round> copy = new ArrayList<>(rounds);
    copy.add(round);
    rounds = Collections.unmodifiableList(copy);
  }

  /** Puts a changed round in the place of the one with its number. */
  void put(Round round) {
    List<Round> copy = new ArrayList<>(rounds);
    copy.set(round.number() - 1, round);
    rounds = Collections.unmodifiableList(copy);
  }

  Session done(Envelope envelope, SessionEvent event) {
    if (envelope.cmd() != null) {
      memorize(envelope, event);
    }
    return new Session(
        id, envelope.seq(), opened, openedAt, envelope.ts(), artifacts, current, authors, run, runs,
        rounds, findings, calls, storedParts, commands, cancelReason, finalized);
  }

  private void memorize(Envelope envelope, SessionEvent event) {
    CommandKey key = CommandKey.parse(envelope.cmd());
    CommandMemo before = commands.get(key.key());
    String subject = subject(event);
    CommandMemo memo =
        before == null
            ? new CommandMemo(key.content(), envelope.seq(), envelope.seq(), subject)
            : new CommandMemo(
                before.content(),
                before.firstSeq(),
                envelope.seq(),
                before.subject() == null ? subject : before.subject());
    Map<String, CommandMemo> copy = new LinkedHashMap<>(commands);
    copy.put(key.key(), memo);
    if (copy.size() > Session.COMMANDS_KEPT) {
      copy.remove(copy.keySet().iterator().next());
    }
    commands = Collections.unmodifiableMap(copy);
  }

  private static String subject(SessionEvent event) {
    return switch (event) {
      case RunEvent.RunStarted e -> e.run();
      case LifeEvent.ArtifactSubmitted e -> e.artifact().sha256().value();
      default -> null; // no other event has an id that a repeated command asks for
    };
  }
}
