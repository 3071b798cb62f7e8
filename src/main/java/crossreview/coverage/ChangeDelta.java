package crossreview.coverage;

import crossreview.diff.text.TextAnalysis;
import crossreview.diff.text.TextPart;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a change a reviewer of an earlier version of it has seen as it is, and what is no longer
 * there. Pure; time linear in both texts.
 *
 * @param carried the parts of the present text that are the same in the earlier one, with the same
 *     surroundings, and were shown there
 * @param gone how many of the shown parts of each path are not in the present text
 */
public record ChangeDelta(BitSet carried, Map<String, Integer> gone) {
  /** Nothing was seen before. */
  public static final ChangeDelta NOTHING = new ChangeDelta(new BitSet(), Map.of());

  /**
   * Compares two versions; equal parts are matched in their order.
   *
   * @param before the earlier text
   * @param unshown the parts of it that nobody was shown
   */
  public static ChangeDelta of(ArtifactScope now, TextAnalysis before, BitSet unshown) {
    Map<HunkIdentity, Deque<TextPart>> seen = new HashMap<>();
    List<HunkIdentity> identities = HunkIdentity.of(before);
    for (TextPart part : before.parts()) {
      if (part.file() >= 0 && !unshown.get(part.number())) {
        seen.computeIfAbsent(identities.get(part.number() - 1), id -> new ArrayDeque<>()).add(part);
      }
    }
    BitSet carried = new BitSet();
    List<HunkIdentity> present = HunkIdentity.of(now.textAnalysis());
    for (TextPart part : now.parts()) {
      Deque<TextPart> same = seen.get(present.get(part.number() - 1));
      if (same != null && same.poll() != null) {
        carried.set(part.number());
      }
    }
    carried.and(now.shown());
    return new ChangeDelta(carried, gone(before, seen));
  }

  private static Map<String, Integer> gone(
      TextAnalysis before, Map<HunkIdentity, Deque<TextPart>> left) {
    BitSet numbers = new BitSet();
    left.values().forEach(parts -> parts.forEach(part -> numbers.set(part.number())));
    Map<String, Integer> gone = new LinkedHashMap<>();
    numbers.stream()
        .mapToObj(number -> before.parts().get(number - 1).path())
        .forEach(path -> gone.merge(path, 1, Integer::sum));
    return gone;
  }

  /** The same where the parts of some files are shown again. */
  public ChangeDelta showing(ArtifactScope now, Set<String> paths) {
    BitSet rest = (BitSet) carried.clone();
    carried.stream()
        .filter(part -> paths.contains(now.parts().get(part - 1).path()))
        .forEach(rest::clear);
    return new ChangeDelta(rest, gone);
  }
}
