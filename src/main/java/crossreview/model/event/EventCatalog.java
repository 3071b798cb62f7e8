package crossreview.model.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue of types: which record has which name in the journal. */
public final class EventCatalog {
  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(LifecycleEvent.EpochOpened.class, "epoch.opened"),
          Map.entry(LifecycleEvent.SessionCreated.class, "session.created"),
          Map.entry(LifecycleEvent.ArtifactSubmitted.class, "artifact.submitted"),
          Map.entry(LifecycleEvent.EvidenceAttached.class, "evidence.attached"),
          Map.entry(LifecycleEvent.SessionImported.class, "session.imported"),
          Map.entry(ImportedEvent.RoundImported.class, "imported.round"),
          Map.entry(ImportedEvent.CallImported.class, "imported.call"),
          Map.entry(ImportedEvent.ItemImported.class, "imported.item"),
          Map.entry(LifecycleEvent.BudgetWarned.class, "budget.warned"),
          Map.entry(LifecycleEvent.SessionSteered.class, "session.steered"),
          Map.entry(LifecycleEvent.LimitChanged.class, "limit.changed"),
          Map.entry(LifecycleEvent.SessionCancelRequested.class, "session.cancel_requested"),
          Map.entry(LifecycleEvent.SessionEscalated.class, "session.escalated"),
          Map.entry(LifecycleEvent.SessionRecovered.class, "session.recovered"),
          Map.entry(LifecycleEvent.SessionFinalized.class, "session.finalized"),
          Map.entry(LifecycleEvent.AppendixNoted.class, "appendix.noted"),
          Map.entry(RunEvent.RunStarted.class, "run.started"),
          Map.entry(RunEvent.RunEnded.class, "run.ended"),
          Map.entry(RunEvent.RelatorDrawn.class, "relator.drawn"),
          Map.entry(RunEvent.DraftRevised.class, "draft.revised"),
          Map.entry(RunEvent.DraftRefused.class, "draft.refused"),
          Map.entry(RunEvent.RotationTurned.class, "rotation.turned"),
          Map.entry(RoundEvent.RoundStarted.class, "round.started"),
          Map.entry(RoundEvent.BallotCast.class, "ballot.cast"),
          Map.entry(RoundEvent.PeerExcused.class, "peer.excused"),
          Map.entry(RoundEvent.PeerAbstained.class, "peer.abstained"),
          Map.entry(RoundEvent.RoundCompleted.class, "round.completed"),
          Map.entry(CallEvent.CallReserved.class, "call.reserved"),
          Map.entry(CallEvent.CallSettled.class, "call.settled"),
          Map.entry(CallEvent.CallFailed.class, "call.failed"),
          Map.entry(CallEvent.CallIndeterminate.class, "call.indeterminate"),
          Map.entry(CallEvent.FallbackTaken.class, "fallback.taken"),
          Map.entry(CallEvent.CallReleased.class, "call.released"),
          Map.entry(FindingEvent.FindingOpened.class, "finding.opened"),
          Map.entry(FindingEvent.FindingMoved.class, "finding.moved"),
          Map.entry(FindingEvent.JudgeStarted.class, "judge.started"),
          Map.entry(FindingEvent.JudgeRuled.class, "judge.ruled"),
          Map.entry(NoteEvent.BallotRemarked.class, "ballot.remarked"),
          Map.entry(NoteEvent.PreflightChecked.class, "preflight.checked"),
          Map.entry(NoteEvent.FindingRepeated.class, "finding.repeated"),
          Map.entry(NoteEvent.SeatClaimed.class, "seat.claimed"),
          Map.entry(NoteEvent.SeatReturned.class, "seat.returned"),
          Map.entry(NoteEvent.JournalTailDropped.class, "journal.tail_dropped"));

  private static final Map<String, Class<?>> TYPES =
      NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private EventCatalog() {}

  /** The name of a record type of the catalogue. */
  public static String nameOf(Class<?> type) {
    String name = NAMES.get(type);
    if (name == null) {
      throw new IllegalStateException("not in the catalogue of events: " + type);
    }
    return name;
  }

  /** The record type of a name, if this version knows it. */
  public static Optional<Class<?>> typeOf(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  /** All names, sorted. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(TYPES.keySet());
    names.sort(null);
    return names;
  }
}
