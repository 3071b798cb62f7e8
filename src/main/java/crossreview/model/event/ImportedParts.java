package crossreview.model.event;

import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.RoundImported;
import java.util.ArrayList;
import java.util.List;

/**
 * All that another program says of a session of its own, part by part.
 *
 * @param rounds in order
 * @param calls votes and failures of each round, then the texts that peers wrote
 * @param items the evidence checklist
 */
public record ImportedParts(
    List<RoundImported> rounds, List<CallImported> calls, List<ItemImported> items) {
  public static final ImportedParts NONE = new ImportedParts(List.of(), List.of(), List.of());

  /** In the order in which a journal has them. */
  public List<ImportedEvent> all() {
    List<ImportedEvent> all = new ArrayList<>(rounds);
    all.addAll(calls);
    all.addAll(items);
    return all;
  }
}
