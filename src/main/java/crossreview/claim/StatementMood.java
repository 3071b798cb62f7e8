package crossreview.claim;

import crossreview.claim.WordPattern.WordMatch;
import java.util.List;
import java.util.Set;

/**
 * Whether a sentence asserts something in its author's name. It does not if it asks, plans,
 * demands, denies, states a condition, gives an example, or says what somebody or something else
 * says.
 */
final class StatementMood {
  private static final Set<String> CONDITIONS =
      Set.of(
          "if",
          "when",
          "whenever",
          "unless",
          "once",
          "until",
          "till",
          "whether",
          "while",
          "provided",
          "assuming",
          "suppose",
          "supposing",
          "otherwise",
          "where",
          "e.g",
          "i.e",
          "example",
          "instance",
          "case",
          "hypothetically",
          "imagine");
  private static final Set<String> PLANS =
      Set.of(
          "will",
          "we'll",
          "i'll",
          "it'll",
          "they'll",
          "shall",
          "should",
          "must",
          "would",
          "could",
          "can",
          "may",
          "might",
          "ought",
          "need",
          "needs",
          "want",
          "wants",
          "plan",
          "plans",
          "planned",
          "going",
          "todo",
          "fixme",
          "please",
          "let's",
          "lets",
          "goal",
          "aim",
          "hope",
          "hopefully",
          "intend",
          "intends",
          "expect",
          "expects",
          "expected",
          "require",
          "requires",
          "required",
          "think",
          "believe",
          "guess",
          "assume",
          "tomorrow",
          "soon",
          "later",
          "before",
          "ensure",
          "ensures",
          "ensuring",
          "guarantee",
          "guarantees",
          "try",
          "to-do",
          "until",
          "proposal",
          "propose",
          "proposes",
          "suggest",
          "wish",
          "criterion",
          "criteria",
          "or");
  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "never",
          "cannot",
          "isn't",
          "aren't",
          "wasn't",
          "weren't",
          "don't",
          "doesn't",
          "didn't",
          "hasn't",
          "haven't",
          "hadn't",
          "can't",
          "won't",
          "couldn't",
          "wouldn't",
          "shouldn't",
          "no",
          "nothing",
          "none",
          "nobody",
          "neither",
          "nor",
          "without",
          "yet",
          "hardly",
          "barely",
          "fails",
          "failed",
          "fail",
          "unable",
          "untested",
          "unverified",
          "almost",
          "nearly",
          "partly",
          "half",
          "some",
          "few");
  private static final Set<String> REPORTS =
      Set.of(
          "says",
          "said",
          "say",
          "saying",
          "prints",
          "printed",
          "print",
          "logs",
          "displays",
          "shows",
          "showing",
          "reads",
          "claims",
          "claimed",
          "states",
          "stated",
          "reports",
          "reporting",
          "outputs",
          "returns",
          "returned",
          "answers",
          "writes",
          "asserts",
          "assert",
          "asserting",
          "tells",
          "means",
          "called",
          "named",
          "titled",
          "label",
          "labels",
          "message",
          "badge",
          "button",
          "banner",
          "text",
          "string",
          "phrase",
          "sentence",
          "word",
          "words",
          "wording",
          "status",
          "enum",
          "event",
          "events",
          "field",
          "state",
          "marks",
          "marked",
          "quotes",
          "template",
          "placeholder");
  private static final Set<String> WITNESSES =
      Set.of(
          "ci",
          "pipeline",
          "jenkins",
          "actions",
          "suite",
          "build",
          "benchmark",
          "benchmarks",
          "measurement",
          "measurements",
          "profiler",
          "dashboard",
          "monitoring",
          "grafana");
  private static final Set<String> DEMANDS =
      Set.of(
          "check",
          "verify",
          "ensure",
          "make",
          "confirm",
          "review",
          "ask",
          "prove",
          "decide",
          "tell",
          "look",
          "find",
          "see",
          "run",
          "validate",
          "determine",
          "assess",
          "judge",
          "evaluate",
          "explain",
          "consider",
          "say",
          "note",
          "add",
          "update",
          "write",
          "wait",
          "do");

  private static final Set<String> AUXILIARIES = Set.of("have", "has", "had", "is", "are", "was");
  private static final Set<String> NOUN_MARKS = Set.of("the", "a", "this", "our", "my", "as");

  private StatementMood() {}

  /** Whether the match of a phrase in this sentence is an assertion of its author. */
  static boolean isAsserted(ProseSentence sentence, WordMatch match) {
    List<String> words = sentence.words();
    int start = sentence.clauseStart(match.from());
    int end = sentence.clauseEnd(match.to());
    return !sentence.isQuestion()
        && !DEMANDS.contains(words.getFirst())
        && words.stream().noneMatch(CONDITIONS::contains)
        && !isPlanned(words.subList(0, match.to()))
        && !isDenied(words, start, match, end)
        && !isReported(words.subList(0, match.from()));
  }

  /** Something that is to be: "should pass", "have to pass"; not "the plan", nor "as expected". */
  private static boolean isPlanned(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String before = i == 0 ? "" : words.get(i - 1);
      boolean to = words.get(i).equals("to") && AUXILIARIES.contains(before);
      if (to || PLANS.contains(words.get(i)) && !NOUN_MARKS.contains(before)) {
        return true;
      }
    }
    return false;
  }

  /** A negation outside of the phrase, whose own ("no failures") belongs to it. */
  private static boolean isDenied(List<String> words, int start, WordMatch match, int end) {
    List<String> after = words.subList(match.to(), end);
    return words.subList(start, match.from()).stream().anyMatch(NEGATIONS::contains)
        || isTurned(words.subList(match.from(), match.to()))
        || after.stream().limit(1).anyMatch(Set.of("not", "yet", "nothing", "no")::contains);
  }

  /** A phrase that begins with a negation is made of it; one inside of another turns it. */
  private static boolean isTurned(List<String> phrase) {
    for (int i = 1; i < phrase.size(); i++) {
      boolean longer = i + 1 < phrase.size() && phrase.get(i + 1).equals("longer");
      boolean made = ClaimPhrases.BEGINS_WITH_NEGATION.contains(phrase.getFirst());
      if (!made && !longer && NEGATIONS.contains(phrase.get(i))) {
        return true;
      }
    }
    return NEGATIONS.contains(phrase.getFirst())
        && !ClaimPhrases.BEGINS_WITH_NEGATION.contains(phrase.getFirst());
  }

  private static boolean isReported(List<String> before) {
    boolean witness = before.stream().anyMatch(WITNESSES::contains);
    return !witness && before.stream().anyMatch(REPORTS::contains);
  }
}
