package crossreview.session;

import crossreview.collection.PersistentMap;
import crossreview.collection.PersistentSet;
import crossreview.collection.PersistentVector;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.event.CallEvent;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.FindingEvent;
import crossreview.model.event.ImportedEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.material.Artifact;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.time.TimestampFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session as it is after the line {@link #seq}: an immutable fold over its events.
 *
 * <p>A command leads to one of the states after the arrow, or is refused with one of the codes; an
 * accepted kind may still be refused for what it says. A test compares this list with the decider.
 *
 * <pre>
 * calls = Fail LoseCall NoteClaim NoteReturn Release Settle TakeFallback
 * notes = Append AttachEvidence ChangeLimit Constrain Escalate SwapPeer UseAnswer Waive
 * steps = AskJudges Reserve ReserveJudges StartRound StartTurn
 * begin = StartRun StartJudging
 * live = OPEN PAUSED RUNNING RUN_PAUSED CANCELLING
 * active = RUNNING RUN_PAUSED CANCELLING
 *
 * ABSENT      Open                                     -> OPEN
 * ABSENT      others                                   refused session_not_found
 * OPEN        StartRun                                 -> RUNNING OPEN
 * OPEN        StartJudging                             -> RUNNING
 * OPEN        Pause                                    -> PAUSED
 * OPEN        Finalize RequestCancel Sweep             -> CLOSED
 * OPEN        notes ExcludeFile Import Reopen Resume SubmitArtifact  -> OPEN
 * OPEN        steps CompleteRound EndRun Recover Rule  refused no_running_run
 * OPEN        calls                                    refused call_already_settled call_unknown
 * PAUSED      Resume                                   -> OPEN
 * PAUSED      Finalize RequestCancel Sweep             -> CLOSED
 * PAUSED      notes ExcludeFile Import Pause Reopen SubmitArtifact -> PAUSED
 * PAUSED      begin                                    refused paused …
 * PAUSED      steps CompleteRound EndRun Recover Rule  refused no_running_run
 * PAUSED      calls                                    refused call_already_settled call_unknown
 * RUNNING     EndRun                                   -> OPEN CLOSED
 * RUNNING     Pause                                    -> RUN_PAUSED
 * RUNNING     RequestCancel                            -> CANCELLING
 * RUNNING     steps calls notes CompleteRound Recover Resume Rule  -> RUNNING
 * RUN_PAUSED  EndRun                                   -> PAUSED CLOSED
 * RUN_PAUSED  Resume                                   -> RUNNING
 * RUN_PAUSED  RequestCancel                            -> CANCELLING
 * RUN_PAUSED  calls notes CompleteRound Pause Recover Rule  -> RUN_PAUSED
 * RUN_PAUSED  steps                                    refused paused
 * CANCELLING  EndRun                                   -> CLOSED
 * CANCELLING  calls notes CompleteRound Pause Recover RequestCancel Resume Rule  -> CANCELLING
 * CANCELLING  steps                                    refused cancel_requested
 * active      begin ExcludeFile Finalize Reopen SubmitArtifact Sweep  refused run_already_running
 * active      Import                                   refused not_imported
 * live        Open                                     refused session_already_exists
 * live        Contest                                  refused cannot_contest_open_session
 * CLOSED      Append Contest RequestCancel             -> CLOSED
 * CLOSED      others                                   refused session_already_finalized
 * </pre>
 *
 * @param id the session
 * @param seq the last applied line, 0 for none
 * @param opened what the session was opened with
 * @param openedAt the stamp of that line, empty before it
 * @param updatedAt the stamp of the last applied line, empty before the first
 * @param artifacts every artifact of the session by digest: submitted and drafted, in order
 * @param current the artifact that the next round is about
 * @param authors peers that authored any draft; they never vote in this session again
 * @param run the running or the last run
 * @param runs how many runs began
 * @param rounds all rounds, along the session
 * @param findings all findings by id, in order
 * @param calls all calls by id, in order
 * @param ledger the sums over the calls
 * @param storedParts digests of prompt parts that the journal or a blob already holds
 * @param commands what the last keyed commands did: {@value #COMMANDS_KEPT} of them at least
 * @param cancelReason why the end was asked for
 * @param finalized the closing event
 * @param supplement what it carries beside its reviews
 */
public record Session(
    SessionId id,
    long seq,
    LifecycleEvent.@Nullable SessionCreated opened,
    String openedAt,
    String updatedAt,
    PersistentMap<Digest, Artifact> artifacts,
    @Nullable Artifact current,
    Set<String> authors,
    @Nullable Run run,
    int runs,
    PersistentVector<Round> rounds,
    PersistentMap<String, LedgerFinding> findings,
    PersistentMap<String, LedgerCall> calls,
    Ledger ledger,
    PersistentSet<Digest> storedParts,
    PersistentMap<String, CommandMemo> commands,
    @Nullable String cancelReason,
    LifecycleEvent.@Nullable SessionFinalized finalized,
    SessionSupplement supplement) {

  /** So many of the last keys are known at least; a client repeats a command within seconds. */
  public static final int COMMANDS_KEPT = 256;

  /** A session of which nothing has happened. */
  public static Session empty(SessionId id) {
    return new Session(
        id,
        0,
        null,
        "",
        "",
        PersistentMap.of(),
        null,
        Set.of(),
        null,
        0,
        PersistentVector.of(),
        PersistentMap.of(),
        PersistentMap.of(),
        Ledger.EMPTY,
        PersistentSet.of(),
        PersistentMap.of(),
        null,
        null,
        SessionSupplement.EMPTY);
  }

  /** The only way to a new state. The line's seq follows {@link #seq}. */
  public Session apply(EventEnvelope eventEnvelope, SessionEvent event) {
    if (eventEnvelope.seq() != seq + 1) {
      throw new IllegalStateException("line " + eventEnvelope.seq() + " cannot follow line " + seq);
    }
    SessionEdit edit = new SessionEdit(this);
    switch (event) {
      case LifecycleEvent e -> LifecycleReducer.reduce(edit, eventEnvelope, e);
      case RunEvent e -> RunReducer.reduce(edit, eventEnvelope, e);
      case RoundEvent e -> RoundReducer.reduce(edit, e);
      case CallEvent e -> CallReducer.reduce(edit, eventEnvelope, e);
      case FindingEvent e -> FindingReducer.reduce(edit, eventEnvelope, e);
      case ImportedEvent e -> edit.sessionSupplement = edit.sessionSupplement.plus(e); // shown only
      case NoteEvent e -> {} // drives no state; its line still counts
    }
    return edit.done(eventEnvelope, event);
  }

  /** The closed session with its receipt, which is made after the end was decided. */
  public Session sealed(TextRef receipt) {
    SessionEdit edit = new SessionEdit(this);
    edit.finalized = finalized().sealed(receipt);
    return edit.done();
  }

  /** The same session under other rules, as if they had been in force from the beginning. */
  public Session under(PolicyRules rules) {
    SessionEdit edit = new SessionEdit(this);
    edit.opened = opened().under(rules);
    return edit.done();
  }

  /** What the command with this key did, if it is one of the last. */
  public Optional<CommandMemo> memo(String key) {
    return Optional.ofNullable(commands.get(key));
  }

  public boolean exists() {
    return opened != null;
  }

  @Override
  public LifecycleEvent.SessionCreated opened() {
    return SessionEdit.there(opened, "opening", id, seq);
  }

  public boolean closed() {
    return finalized != null;
  }

  @Override
  public LifecycleEvent.SessionFinalized finalized() {
    return SessionEdit.there(finalized, "end", id, seq);
  }

  public boolean hasArtifact() {
    return current != null;
  }

  @Override
  public Artifact current() {
    return SessionEdit.there(current, "artifact", id, seq);
  }

  public boolean hasRun() {
    return run != null;
  }

  @Override
  public Run run() {
    return SessionEdit.there(run, "run", id, seq);
  }

  /** Whether a run is under way. */
  public boolean running() {
    return run != null && !run.over();
  }

  /** Whether the approved bytes are not those that a caller submitted last. */
  public boolean revised() {
    return finalized != null
        && finalized.finalText() != null
        && supplement.differs(finalized.finalText().sha256());
  }

  public boolean cancelRequested() {
    return cancelReason != null;
  }

  public List<PanelMember> panel() {
    return steering().panel(opened());
  }

  public RunMode mode() {
    return opened().mode();
  }

  public PolicyRef policy() {
    return opened().policy();
  }

  /** The limits of the running run, else of the session. */
  public ReviewLimits limits() {
    return running() ? run().limits() : sessionLimits();
  }

  /** The limits that the next run begins with. */
  public ReviewLimits sessionLimits() {
    return steering().limits(opened());
  }

  /**
   * What is left of the running run's wall clock; negative when it is used up. Pauses do not count,
   * and a run that continues after a crash does not get it anew.
   */
  public Duration wallClockLeft(Instant now) {
    Instant end =
        TimestampFormat.parse(run().startedAt())
            .plus(Duration.ofMinutes(limits().wallClockMinutes()))
            .plus(steering().pausedUntil(now));
    return Duration.between(now, end);
  }

  public OperatorChanges steering() {
    return supplement.steering();
  }

  /** The lasting rulings that the last run began with. */
  public @Nullable SuppressionSet suppressions() {
    return run == null ? null : run.suppressions();
  }

  /** Whether nothing is started until the session is resumed. */
  public boolean paused() {
    return steering().pausedAt() != null;
  }

  /**
   * Whether a finding stops the panel now: it is open, blocking, of a peer that counts, about what
   * the policy lets block and, where the policy requires citations, a defect has one that holds.
   * Where the policy requires proofs, no program was run about it that does not confirm it.
   */
  public boolean blocks(LedgerFinding finding) {
    return BlockingRules.blocks(this, finding);
  }

  /** The last round, if any began. */
  public Optional<Round> lastRound() {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.getLast());
  }

  /** What was spent or must be booked: settled, failed with known cost, indeterminate. */
  public Money cost() {
    return ledger.spent();
  }

  /** The calls of one round and of the revision after it, in order. */
  public List<LedgerCall> callsOf(int round) {
    return LedgerCall.ofRound(calls, round);
  }

  /** What is booked for the calls of one round and of the revision after it. */
  public Money costOf(int round) {
    return callsOf(round).stream().map(LedgerCall::booked).reduce(Money.ZERO, Money::plus);
  }

  /** The calls under way; all of them belong to the last round. */
  public List<LedgerCall> openCalls() {
    return callsOf(rounds.size()).stream()
        .filter(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.RESERVED)
        .toList();
  }

  /** What a command key did the first time. */
  public record CommandMemo(
      String content, long firstSeq, long lastSeq, @Nullable String subject) {}
}
