package crossreview.verdict;

import crossreview.guard.TerminalCodes;
import crossreview.verdict.AnswerEnvelope.EnvelopeContent;
import java.util.Optional;

/**
 * Takes off what programs and models are known to put around an answer: a byte order mark, codes
 * for a terminal, marks of a chat template, a thought. Whatever it does not know stays.
 *
 * <p>Pure; any thread; time linear in the texts.
 */
public final class AnswerUnwrapper {
  private static final String MARK = "\ufeff";

  private AnswerUnwrapper() {}

  /** The answer of a reviewer or a judge. */
  static String unwrap(String answer, RemarkCollector remarkCollector) {
    String plain = plain(answer);
    remark(TerminalCodes.occurIn(answer), "terminal_codes", "terminal codes were", remarkCollector);
    String text = ChatMarkup.strip(plain);
    remark(!text.equals(plain), "chat_markup", "chat template marks were", remarkCollector);
    String bare = ReasoningBlock.strip(text);
    remark(
        !bare.equals(text), "thought_dropped", "reasoning before the answer was", remarkCollector);
    return bare.strip();
  }

  /**
   * The answer of an author. What the text before has itself is taken for a part of the answer.
   *
   * @return nothing if a program reports a failure instead of a text
   */
  public static String unwrapRevision(String before, String answer) {
    String text = before.startsWith(MARK) ? answer : unmarked(answer);
    text = TerminalCodes.occurIn(before) ? text : TerminalCodes.strip(text);
    text = ChatMarkup.occursIn(before) ? text : ChatMarkup.strip(text);
    text = ReasoningBlock.occursIn(before) ? text : ReasoningBlock.strip(text);
    boolean json = before.stripLeading().startsWith("{") || before.stripLeading().startsWith("[");
    Optional<EnvelopeContent> content = json ? Optional.empty() : AnswerEnvelope.open(text);
    if (content.isEmpty()) {
      return json ? text : TextEnvelope.open(text).orElse(text);
    }
    return content.get().error() ? "" : content.get().text();
  }

  /** Without codes; a carriage return alone begins a line anew. */
  private static String plain(String answer) {
    return TerminalCodes.strip(unmarked(answer)).replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String unmarked(String answer) {
    return answer.startsWith(MARK) ? answer.substring(1) : answer;
  }

  private static void remark(
      boolean found, String code, String what, RemarkCollector remarkCollector) {
    if (found) {
      remarkCollector.add(code, what + " removed");
    }
  }
}
