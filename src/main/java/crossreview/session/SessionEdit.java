package crossreview.session;

import crossreview.collection.PersistentMap;
import crossreview.collection.PersistentSet;
import crossreview.collection.PersistentVector;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.ImportedEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.Artifact;
import crossreview.session.Session.CommandMemo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session while one event is applied; collections are copied only when they change. */
final class SessionEdit {
  private final SessionId id;
  LifecycleEvent.@Nullable SessionCreated opened;
  String openedAt;
  PersistentMap<Digest, Artifact> artifacts;
  @Nullable Artifact current;
  private long seq;
  private String updatedAt;
  Set<String> authors;
  @Nullable Run run;
  int runs;
  PersistentVector<Round> rounds;
  PersistentMap<String, LedgerFinding> findings;
  private PersistentMap<String, LedgerCall> calls;
  private Ledger ledger;
  PersistentSet<Digest> storedParts;
  private PersistentMap<String, CommandMemo> commands;
  @Nullable String cancelReason;
  LifecycleEvent.@Nullable SessionFinalized finalized;
  SessionSupplement sessionSupplement;

  SessionEdit(Session from) {
    id = from.id();
    seq = from.seq();
    updatedAt = from.updatedAt();
    opened = from.exists() ? from.opened() : null;
    openedAt = from.openedAt();
    artifacts = from.artifacts();
    current = from.hasArtifact() ? from.current() : null;
    authors = from.authors();
    run = from.hasRun() ? from.run() : null;
    runs = from.runs();
    rounds = from.rounds();
    findings = from.findings();
    calls = from.calls();
    ledger = from.ledger();
    storedParts = from.storedParts();
    commands = from.commands();
    cancelReason = from.cancelReason();
    finalized = from.closed() ? from.finalized() : null;
    sessionSupplement = from.supplement();
  }

  /** A copy of a small map with one more entry: at most as many as a panel has members. */
  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return Collections.unmodifiableMap(copy);
  }

  /** What another program says; it is shown and never counted. */
  void imported(ImportedEvent part) {
    sessionSupplement = sessionSupplement.plus(part);
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

  LifecycleEvent.SessionCreated opened() {
    return there(opened, "opening");
  }

  Artifact current() {
    return there(current, "artifact");
  }

  Run run() {
    return there(run, "run");
  }

  LedgerFinding finding(String id) {
    return there(findings.get(id), "finding " + id);
  }

  LedgerCall call(String id) {
    return there(calls.get(id), "call " + id);
  }

  private <T> T there(@Nullable T part, String name) {
    return there(part, name, id, seq);
  }

  /** A part that whoever asks for it knows to be there. */
  static <T> T there(@Nullable T part, String name, SessionId id, long seq) {
    if (part == null) {
      throw new IllegalStateException("session " + id + " has no " + name + " at line " + seq);
    }
    return part;
  }

  int callCount() {
    return calls.size();
  }

  List<LedgerCall> callsOf(int round) {
    return LedgerCall.ofRound(calls, round);
  }

  void reserve(LedgerCall ledgerCall) {
    calls = calls.with(ledgerCall.id(), ledgerCall);
    ledger = ledger.reserve(ledgerCall);
  }

  /** A reserved call continues differently; its ceiling is the same. */
  void replace(LedgerCall ledgerCall) {
    calls = calls.with(ledgerCall.id(), ledgerCall);
  }

  /** A reserved call has ended. */
  void settle(LedgerCall ended) {
    calls = calls.with(ended.id(), ended);
    ledger = ledger.settle(ended);
  }

  /** The meaning of a settled call's answer is known now. */
  void read(LedgerCall ledgerCall) {
    calls = calls.with(ledgerCall.id(), ledgerCall.asRead());
  }

  Session done(EventEnvelope eventEnvelope, SessionEvent event) {
    if (eventEnvelope.cmd() != null) {
      memorize(CommandKey.parse(eventEnvelope.cmd()), eventEnvelope.seq(), event);
    }
    seq = eventEnvelope.seq();
    updatedAt = eventEnvelope.ts();
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
        sessionSupplement);
  }

  private void memorize(CommandKey key, long line, SessionEvent event) {
    CommandMemo before = commands.get(key.key());
    String subject = subject(event);
    CommandMemo memo =
        before == null
            ? new CommandMemo(key.content(), line, line, subject)
            : new CommandMemo(
                before.content(),
                before.firstSeq(),
                line,
                before.subject() == null ? subject : before.subject());
    commands = commands.with(key.key(), memo);
    if (commands.size() == 2 * Session.COMMANDS_KEPT) {
      commands = commands.last(Session.COMMANDS_KEPT); // rare, so that a key costs little
    }
  }

  private static @Nullable String subject(SessionEvent event) {
    return switch (event) {
      case RunEvent.RunStarted e -> e.run();
      case LifecycleEvent.ArtifactSubmitted e -> e.artifact().sha256().value();
      default -> null; // no other event has an id that a repeated command asks for
    };
  }
}
