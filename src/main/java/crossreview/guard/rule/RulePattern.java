package crossreview.guard.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles patterns of rules, which may be hostile. */
final class RulePattern {
  private static final int LENGTH_MAX = 16_384; // lists of words are some thousand long

  /** Ten times the largest of some hundred public rules; each takes time for each character. */
  private static final int STEPS_MAX = 50_000;

  private RulePattern() {}

  static Pattern of(String expression) throws RuleSyntaxException {
    if (expression.length() > LENGTH_MAX) {
      throw new RuleSyntaxException(
          "its pattern has " + expression.length() + " characters, at most " + LENGTH_MAX);
    }
    long steps = RepeatCount.of(expression);
    if (steps > STEPS_MAX) {
      throw new RuleSyntaxException(
          "its pattern repeats so much that it has " + steps + " steps, at most " + STEPS_MAX);
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new RuleSyntaxException("its pattern is not one of RE2: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new RuleSyntaxException("its pattern is nested too deeply");
    }
  }
}
