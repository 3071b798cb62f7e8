package crossreview.review.prompt;

import crossreview.model.CarriedParts;
import crossreview.model.call.PromptSection;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What of the artifact one call is about.
 *
 * @param parts the numbers of the parts that it shows
 * @param number which section, from 1
 * @param of how many sections the peer is asked about
 * @param carriedFrom what the peer is shown in none of them, as it approved it before
 */
public record SectionScope(BitSet parts, int number, int of, @Nullable CarriedParts carriedFrom) {
  public static SectionScope of(PromptSection section) {
    return new SectionScope(
        section.shownParts(), section.number(), section.of(), section.carriedFrom());
  }
}
