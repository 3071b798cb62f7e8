package crossreview.session;

import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session.CommandMemo;
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
  Ordered<Digest, Artifact> artifacts;
  Artifact current;
  private long seq;
  private String updatedAt;
  Set<String> authors;
  Run run;
  int runs;
  Series<Round> rounds;
  Ordered<String, LedgerFinding> findings;
  private Ordered<String, Call> calls;
  private Ledger ledger;
  OrderedSet<Digest> storedParts;
  private Ordered<String, CommandMemo> commands;
  String cancelReason;
  LifeEvent.SessionFinalized finalized;
  Annex annex;

  SessionEdit(Session from) {
    id = from.id();
    seq = from.seq();
    updatedAt = from.updatedAt();
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
    ledger = from.ledger();
    storedParts = from.storedParts();
    commands = from.commands();
    cancelReason = from.cancelReason();
    finalized = from.finalized();
    annex = from.annex();
  }

  /** A copy of a small map with one more entry: at most as many as a panel has members. */
  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return Collections.unmodifiableMap(copy);
  }

  void addAuthor(String author) {
    Set<String> copy = new LinkedHashSet<>(authors);
    copy.add(author);
    authors = Collections.unmodifiableSet(copy);
  }

  Round round(int number) {
    return rounds.get(number - 1);
  }

  /** Puts a changed round in the place of the one with its number. */
  void put(Round round) {
    rounds = rounds.with(round.number() - 1, round);
  }

  Call call(String id) {
    return calls.get(id);
  }

  int callCount() {
    return calls.size();
  }

  List<Call> callsOf(int round) {
    return Session.callsOf(calls, round);
  }

  void reserve(Call call) {
    calls = calls.with(call.id(), call);
    ledger = ledger.reserve(call);
  }

  /** A reserved call goes on differently; its ceiling is the same. */
  void replace(Call call) {
    calls = calls.with(call.id(), call);
  }

  /** A reserved call has ended. */
  void settle(Call ended) {
    calls = calls.with(ended.id(), ended);
    ledger = ledger.settle(ended);
  }

  /** The meaning of a settled call's answer is known now. */
  void read(Call call) {
    calls = calls.with(call.id(), call.asRead());
  }

  Session done(Envelope envelope, SessionEvent event) {
    if (envelope.cmd() != null) {
      memorize(envelope, event);
    }
    seq = envelope.seq();
    updatedAt = envelope.ts();
    return done();
  }

  Session done() {
    return new Session(
        id,
        seq,
        opened,
        openedAt,
        updatedAt,
        artifacts,
        current,
        authors,
        run,
        runs,
        rounds,
        findings,
        calls,
        ledger,
        storedParts,
        commands,
        cancelReason,
        finalized,
        annex);
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
    commands = commands.with(key.key(), memo);
    if (commands.size() == 2 * Session.COMMANDS_KEPT) {
      commands = commands.last(Session.COMMANDS_KEPT); // rare, so that a key costs little
    }
  }

  private static String subject(SessionEvent event) {
    return switch (event) {
      case RunEvent.RunStarted e -> e.run();
      case LifeEvent.ArtifactSubmitted e -> e.artifact().sha256().value();
      default -> null; // no other event has an id that a repeated command asks for
    };
  }
}
