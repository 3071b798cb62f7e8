package crossreview.store.registry;

import crossreview.journal.StoredLine;
import java.util.List;

/**
 * Confirmed lines in order.
 *
 * @param head the last line that may be read at the time of reading
 */
public record LinePage(List<StoredLine> lines, long head) {}
