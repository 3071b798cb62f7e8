package crossreview.claim;

import crossreview.claim.ClaimPhrases.ClaimPhrase;
import crossreview.claim.WordPattern.WordMatch;
import crossreview.model.material.ClaimKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sentence that states something as finished or as true now. */
record StatedClaim(ClaimKind kind, ProseSentence sentence) {
  /** What makes "passes" a verb with an object: the test passes a token. */
  private static final Set<String> OBJECTS =
      Set.of(
          "a",
          "an",
          "the",
          "it",
          "its",
          "this",
          "that",
          "these",
          "them",
          "their",
          "null",
          "through",
          "along",
          "both",
          "every",
          "each",
          "arguments",
          "values",
          "options",
          "only");

  private static final Set<String> PASSES = Set.of("pass", "passes", "passed", "passing");

  /** The claims of a text, in order; a sentence is one at most. */
  static List<StatedClaim> in(String text) {
    List<StatedClaim> claims = new ArrayList<>();
    for (ProseSentence sentence : ProseReader.read(text)) {
      of(sentence).ifPresent(claims::add);
    }
    return claims;
  }

  private static Optional<StatedClaim> of(ProseSentence sentence) {
    for (ClaimPhrase phrase : ClaimPhrases.possible(sentence.words())) {
      WordMatch match = phrase.pattern().find(sentence.words(), 0);
      while (match != null) {
        if (!hasObject(sentence.words(), match) && StatementMood.isAsserted(sentence, match)) {
          return Optional.of(new StatedClaim(phrase.kind(), sentence));
        }
        match = phrase.pattern().find(sentence.words(), match.from() + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean hasObject(List<String> words, WordMatch match) {
    return PASSES.contains(words.get(match.to() - 1))
        && match.to() < words.size()
        && OBJECTS.contains(words.get(match.to()));
  }

  /** The numbers that it states, without their units. */
  List<String> numbers() {
    return sentence.words().stream()
        .filter(word -> !ProofText.isHash(word) || ProofText.isNumber(word))
        .map(ProofText::digits)
        .filter(digits -> !digits.isEmpty())
        .toList();
  }

  /** The digests and numbers of requests that it names. */
  List<String> hashes() {
    return sentence.words().stream().filter(ProofText::isHash).toList();
  }

  /** The files that it names, in lower case. */
  List<String> paths() {
    return sentence.words().stream().filter(ProofText::isPath).toList();
  }
}
