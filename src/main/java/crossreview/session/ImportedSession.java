package crossreview.session;

import crossreview.collection.PersistentVector;
import crossreview.model.event.ImportedEvent;
import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.RoundImported;
import crossreview.model.event.LifecycleEvent.SessionImported;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session was in another program, as that program says. It is shown and never counted: no
 * vote here is a vote of this system. Immutable.
 *
 * @param what the whole of it
 * @param rounds in order; none in a journal that has only the whole
 * @param calls votes, failures and texts, in the order of the rounds
 * @param items the evidence checklist
 */
public record ImportedSession(
    SessionImported what,
    PersistentVector<RoundImported> rounds,
    PersistentVector<CallImported> calls,
    PersistentVector<ItemImported> items) {

  ImportedSession(SessionImported what) {
    this(what, PersistentVector.of(), PersistentVector.of(), PersistentVector.of());
  }

  ImportedSession plus(ImportedEvent part) {
    return switch (part) {
      case RoundImported round -> new ImportedSession(what, rounds.plus(round), calls, items);
      case CallImported call -> new ImportedSession(what, rounds, calls.plus(call), items);
      case ItemImported item -> new ImportedSession(what, rounds, calls, items.plus(item));
    };
  }

  /** The calls of a round. */
  public List<CallImported> callsOf(int round) {
    return calls.stream().filter(call -> call.round() == round).toList();
  }

  /** The calls that belong to no completed round: before the first, or in one that was cut off. */
  public List<CallImported> callsOutside() {
    Set<Integer> completed = rounds.stream().map(RoundImported::round).collect(Collectors.toSet());
    return calls.stream().filter(call -> !completed.contains(call.round())).toList();
  }
}
