package crossreview.settings;

import crossreview.model.run.PanelMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a panel seats one of its peers.
 *
 * @param stance what the peer looks at most on this panel; null for nothing special
 * @param counts false for a peer on trial, whose votes count for nothing
 */
public record PanelSeat(@Nullable String stance, boolean counts) {
  /** A voter without a stance. */
  public static final PanelSeat PLAIN = new PanelSeat(null, true);

  static final List<String> KEYS = List.of("peer", "stance", "counts");

  /** The peer as it sits there. */
  public PanelMember seat(PanelMember peer) {
    return peer.seated(stance, counts);
  }

  /** As people write it: the name alone where there is nothing else to say. */
  Object describe(String peer) {
    if (equals(PLAIN)) {
      return peer;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("peer", peer);
    if (stance != null) {
      entry.put("stance", stance);
    }
    if (!counts) {
      entry.put("counts", false);
    }
    return entry;
  }
}
