package crossreview.guard.rule;

import com.google.re2j.Pattern;
import crossreview.guard.rule.SecretFind.FindPart;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** Which finds are none. */
sealed interface RuleFilter {
  /** Whether a find is discarded. */
  boolean discards(SecretFind find);

  /** Discards nothing. */
  record NoFilter() implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      return false;
    }
  }

  /** One of them is enough. */
  record AnyFilter(List<RuleFilter> filters) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      return filters.stream().anyMatch(filter -> filter.discards(find));
    }
  }

  /** All are needed, and there is at least one. */
  record AllFilter(List<RuleFilter> filters) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      return !filters.isEmpty() && filters.stream().allMatch(filter -> filter.discards(find));
    }
  }

  /** The opposite. */
  record NotFilter(RuleFilter filter) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      return !filter.discards(find);
    }
  }

  /** By how random a part is. */
  record EntropyFilter(FindPart part, DoublePredicate tooLow) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      return tooLow.test(ShannonEntropy.of(find.part(part)));
    }
  }

  /** By patterns, one of which occurs in a part. */
  record PatternFilter(FindPart part, List<Pattern> patterns) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      String text = find.part(part);
      return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
  }

  /**
   * By words, one of which occurs in a part; case does not count.
   *
   * @param words in lower case
   */
  record WordFilter(FindPart part, List<String> words) implements RuleFilter {
    @Override
    public boolean discards(SecretFind find) {
      String text = find.part(part).toLowerCase(Locale.ROOT);
      return words.stream().anyMatch(text::contains);
    }
  }
}
