package crossreview.session.rule;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.run.PanelMember;
import crossreview.model.vote.VerdictStatus;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a READY says nothing that its peer can only know from the text: no finding, no answer to
 * one, no citation, and a summary of words that fit every change. Pure.
 */
public final class ThinAnswer {
  private static final Set<String> UNASKED = Set.of("builtin", PanelMember.LINTER, "seat");

  private static final Set<String> STOCK =
      Set.of(
          "a",
          "all",
          "am",
          "and",
          "any",
          "approve",
          "approved",
          "are",
          "as",
          "change",
          "changes",
          "code",
          "concerns",
          "correct",
          "diff",
          "done",
          "everything",
          "fine",
          "found",
          "go",
          "good",
          "great",
          "have",
          "i",
          "in",
          "is",
          "issues",
          "it",
          "lgtm",
          "looks",
          "me",
          "merge",
          "nice",
          "no",
          "none",
          "nothing",
          "of",
          "ok",
          "okay",
          "problems",
          "ready",
          "review",
          "reviewed",
          "ship",
          "sound",
          "the",
          "this",
          "to",
          "well",
          "with",
          "yes");

  private ThinAnswer() {}

  /**
   * Rules say what they checked, and a person answers for the vote; only models and programs are
   * looked at.
   *
   * @param kind what kind of peer cast it
   */
  public static boolean is(BallotCast vote, String kind) {
    return vote.status() == VerdictStatus.READY
        && !UNASKED.contains(kind)
        && vote.findings().isEmpty()
        && vote.dispositions().isEmpty()
        && vote.citations().isEmpty()
        && words(vote.summary()).allMatch(STOCK::contains);
  }

  private static Stream<String> words(String summary) {
    return Stream.of(summary.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_./]+"))
        .map(word -> word.replaceAll("^[./]+|[./]+$", ""))
        .filter(word -> !word.isEmpty());
  }
}
