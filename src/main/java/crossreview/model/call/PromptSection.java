package crossreview.model.call;

import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.PartNumbers;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that is about some parts of the artifact, because the peer cannot read all of it at once,
 * or approved the others before.
 *
 * @param number which section, from 1
 * @param of how many sections the peer is asked about in this round
 * @param shown the numbers of the parts that it shows, such as {@code 1-3,7}
 * @param prompt the digest of the review's prompt
 * @param parts the digests of its parts in order
 * @param texts parts that this session has not stored yet; short ones carry their text
 * @param carriedFrom what the peer is shown in none of its sections, as it approved it before, or
 *     null
 */
public record PromptSection(
    int number,
    int of,
    String shown,
    Digest prompt,
    List<Digest> parts,
    List<TextRef> texts,
    @Nullable CarriedParts carriedFrom) {
  /** Each section is a paid call; a larger change needs a larger window, or several reviews. */
  public static final int SECTIONS_MAX = 32;

  public PromptSection {
    ValueChecks.within("of", of, 1, SECTIONS_MAX);
    ValueChecks.within("number", number, 1, of);
    ValueChecks.text("shown", shown, 0, PartNumbers.LENGTH_MAX);
    parts = ValueChecks.list(parts);
    texts = ValueChecks.list(texts);
  }

  /** The same for a repair turn, which adds the answer to what was stored before. */
  public PromptSection again() {
    return new PromptSection(number, of, shown, prompt, parts, List.of(), carriedFrom);
  }

  /** The numbers of the parts that it shows. */
  public BitSet shownParts() {
    return PartNumbers.parse(shown);
  }
}
