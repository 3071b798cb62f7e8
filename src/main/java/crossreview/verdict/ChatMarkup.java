package crossreview.verdict;

import java.util.List;

/**
 * Marks of chat templates that a local server passes on: the channels of the Harmony format, and
 * the tokens that end a turn.
 */
final class ChatMarkup {
  private static final String FINAL = "<|channel|>final<|message|>";
  private static final List<String> BEGINNINGS = List.of("<|channel|>", "<|start|>");
  private static final List<String> ENDS =
      List.of(
          "<|return|>",
          "<|end|>",
          "<|im_end|>",
          "<|eot_id|>",
          "<|endoftext|>",
          "<end_of_turn>",
          "<｜end▁of▁sentence｜>",
          "</s>");

  private ChatMarkup() {}

  static boolean occursIn(String text) {
    return text.contains("<|") || ENDS.stream().anyMatch(text::contains);
  }

  /** The final channel without the end of its turn; nothing if only other channels are there. */
  static String strip(String answer) {
    String text = answer;
    if (BEGINNINGS.stream().anyMatch(answer.stripLeading()::startsWith)) {
      int begin = answer.indexOf(FINAL);
      text = begin < 0 ? "" : answer.substring(begin + FINAL.length());
    }
    String rest = text;
    String shorter = withoutEnd(rest);
    while (shorter.length() < rest.length()) {
      rest = shorter;
      shorter = withoutEnd(rest);
    }
    return rest;
  }

  private static String withoutEnd(String text) {
    String tail = text.stripTrailing();
    return ENDS.stream()
        .filter(tail::endsWith)
        .findFirst()
        .map(end -> tail.substring(0, tail.length() - end.length()))
        .orElse(text);
  }
}
