package crossreview.verdict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer says beside its verdict. What the verdict itself says is not part of it.
 *
 * <p>Pure; any thread; time linear in the text.
 *
 * @param pieces the text before the verdict, between its repetitions, and after the last one
 * @param objects the other JSON objects and lists that stand on lines of their own
 */
record SurroundingText(List<String> pieces, List<Object> objects) {
  static final SurroundingText NONE = new SurroundingText(List.of(), List.of());

  private static final Pattern OTHER_STATUS =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:(?i:NOT_READY|NEEDS_EVIDENCE)|NOT[ -]READY|NEEDS[ -]EVIDENCE)"
              + "(?![A-Za-z0-9])");

  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?i)\\bnot approved\\b"
              + "|\\b(?:cannot|can not|can['’]t|do not|don['’]t) approve\\b"
              + "|(?:\\bnot|n['’]t) (?:have )?enough information\\b"
              + "|\\bunable to review\\b"
              + "|\\bI (?:am|was) unable to (?:read|open|access|load)\\b"
              + "|\\bI (?:could|can|did)(?: ?not|n['’]t) (?:review|read|open|access|load)\\b");

  /** What nobody says of a change that may be merged. */
  private static final Pattern UNMERGED =
      Pattern.compile(
          "(?i)\\b(?:must|should|may|can|could|do|does)(?: ?not|n['’]t) (?:yet )?"
              + "(?:be (?:merged|shipped|deployed|approved)|merge|ship)\\b");

  private static final String FIXED =
      "(?:fix|chang|correct|resolv|address|repair|remov|add)(?:e?d|e?s|e)?\\b";

  /** An approval of another text than this one. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "(?i)\\b(?:if|once|unless|provided|assuming|until)(?: that)? "
              + "(?:(?:you|they|we|the authors?) [^.!?]{0,80}\\b"
              + FIXED
              + "|(?:this|that|it|these|those|the \\w+) (?:\\w+ )?"
              + "(?:is|are|was|were|gets?|has been|have been) "
              + FIXED
              + ")");

  /** The same for a judge: another ruling, or none. */
  private static final Pattern OTHER_RULING =
      Pattern.compile(
          "(?i)\\b(?:not|un)"
              + " ?satisfied\\b|\\bsatisfied\\b[\"'`*]*\\s*(?:[:=]|is)\\s*[\"'`*]*(?:false|no)\\b");

  private static final Pattern NO_RULING =
      Pattern.compile(
          "(?i)\\b(?:cannot|can not|can['’]t|do not|don['’]t|unable to)"
              + " (?:rule|judge|decide|confirm|tell)\\b|(?:\\bnot|n['’]t) (?:have )?enough"
              + " information\\b");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?i)\\bexample\\b|answer like this|format:");

  /** How a program's line begins that says that it could not go on. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "\\[?(?i:(?:api |stream )?error)[:\\]].*|\\[?ERROR\\b.*|[✗✖] .*"
              + "|(?i:fatal:|panic:|traceback \\(|exception in ).*");

  SurroundingText {
    pieces = List.copyOf(pieces);
    objects = List.copyOf(objects);
  }

  /** Why an approval inside this text is not clear, as one sentence for the peer. */
  Optional<String> objection() {
    return objection("\"status\" is READY", List.of(OTHER_STATUS, REFUSAL, UNMERGED, CONDITION));
  }

  /**
   * Why an approval with this summary is not clear. The summary may speak of other verdicts, as of
   * a text that is about them, but it is not one.
   */
  static Optional<String> objectionIn(String summary) {
    if (RefusalWords.isPlaceholder(summary)) {
      return Optional.of("\"summary\" is a form that is not filled in");
    }
    Matcher unmerged = UNMERGED.matcher(summary);
    if (unmerged.find()) {
      return Optional.of(
          "\"status\" is READY, and \"summary\" says " + RemarkCollector.shown(summary));
    }
    return UnseenText.in(summary)
        .or(() -> RefusalWords.in(summary))
        .map(words -> "\"status\" is READY, and \"summary\" says " + RemarkCollector.shown(words));
  }

  /** Why a judge's yes inside this text is not clear. */
  Optional<String> objectionToRuling() {
    return objection("\"satisfied\" is true", List.of(OTHER_RULING, NO_RULING));
  }

  private Optional<String> objection(String claim, List<Pattern> revoking) {
    for (String piece : pieces) {
      String line = piece.replaceAll("\\s+", " ");
      for (Pattern pattern : revoking) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          return Optional.of(
              claim
                  + ", and the text beside the JSON object says "
                  + RemarkCollector.shown(matcher.group()));
        }
      }
    }
    if (AnswerEnvelope.failed(objects)) {
      return Optional.of("a JSON object beside the verdict reports a failure");
    }
    return ContradictionSearch.in(objects)
        .map(field -> claim + ", and in a JSON object beside it " + field)
        .or(() -> unseen(claim))
        .or(this::failure)
        .or(this::example);
  }

  private Optional<String> unseen(String claim) {
    return pieces.stream()
        .map(piece -> UnseenText.in(piece).or(() -> RefusalWords.in(piece)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(words -> claim + ", and beside it: " + RemarkCollector.shown(words));
  }

  /** Lines of a log that precede a verdict say nothing about it. */
  private Optional<String> failure() {
    return pieces.stream()
        .skip(1)
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> FAILURE.matcher(line).matches())
        .findFirst()
        .map(line -> "an error follows the JSON object: " + RemarkCollector.shown(line));
  }

  private Optional<String> example() {
    return pieces.stream()
        .limit(Math.max(0, pieces.size() - 1))
        .map(SurroundingText::lastLine)
        .filter(line -> EXAMPLE.matcher(line).find())
        .findFirst()
        .map(line -> "the JSON object is introduced as an example: " + RemarkCollector.shown(line));
  }

  /** The last line with words; the opening of a fence or a tag has none. */
  private static String lastLine(String piece) {
    return piece
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("```") && !line.startsWith("~~~"))
        .filter(line -> !line.startsWith("<"))
        .reduce("", (earlier, later) -> later);
  }
}
