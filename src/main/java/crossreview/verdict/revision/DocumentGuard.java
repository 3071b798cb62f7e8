package crossreview.verdict.revision;

import crossreview.diff.text.DiffContent;
import crossreview.model.material.Artifact;
import crossreview.model.run.DraftRefusal;
import crossreview.verdict.revision.DraftResult.RejectedDraft;
import crossreview.verdict.revision.DraftResult.UsableDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a revision of a document must not do: drop sections, change its size beyond a bound, answer
 * the reviewers instead of revising, or state figures and links that are nowhere in the material.
 * Pure; time linear in the texts.
 *
 * <p>Rule of the vote: it only takes revisions out; the next author of the draw follows, and no
 * text is approved by it. A diff and source code are not documents: there nothing is looked at.
 */
public final class DocumentGuard {
  private static final Set<String> ENDINGS =
      Set.of("md", "markdown", "txt", "rst", "adoc", "org", "tex");

  /** A shorter text may well lose half of itself. */
  private static final int SHRINKS_FROM = 1_000;

  /** So much may be missing in a stub, beside doubling it: some pages. */
  private static final int GROWS_BY = 16_000;

  private static final List<String> OPENINGS =
      List.of(
          "thank you",
          "thanks for",
          "here is the revised",
          "here is the updated",
          "here is the new version",
          "here's the revised",
          "here's the updated",
          "i have addressed",
          "i've addressed",
          "i have revised",
          "i have updated",
          "in response to",
          "response to the review",
          "response to review",
          "dear reviewer",
          "changes made",
          "summary of changes");

  private static final Pattern ANSWER =
      Pattern.compile("^[\\s*#>-]*(?:finding\\s+|re:?\\s+)?f\\d{1,4}\\b\\s*[:)\\u2013-]");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s)>\\]\"'`]{1,500}");
  private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,]\\d+)*%?");
  private static final int DIGITS_MIN = 3; // shorter figures count lists and steps

  private final String before;
  private final List<String> sources;

  private DocumentGuard(String before, List<String> sources) {
    this.before = before;
    this.sources = List.copyOf(sources);
  }

  /**
   * The same result, or why the text of it cannot be used.
   *
   * @param artifact what was to be revised
   * @param before its text
   * @param sources everything else that the author was shown
   */
  public static DraftResult checked(
      Artifact artifact, String before, List<String> sources, DraftResult result) {
    if (!(result instanceof UsableDraft draft) || !isDocument(artifact, before)) {
      return result;
    }
    return new DocumentGuard(before, sources)
        .refusal(draft.text())
        .<DraftResult>map(RejectedDraft::new)
        .orElse(result);
  }

  private static boolean isDocument(Artifact artifact, String text) {
    String label = artifact.label();
    String ending = label.substring(label.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean named = ENDINGS.contains(ending) || artifact.mediaType().equals("text/markdown");
    return named && !DiffContent.isDiff(text);
  }

  private Optional<DraftRefusal> refusal(String after) {
    if (answers(after)) {
      return Optional.of(DraftRefusal.ANSWERS_REVIEWERS);
    }
    if (drops(after)) {
      return Optional.of(DraftRefusal.SECTIONS_DROPPED);
    }
    if (drifts(after)) {
      return Optional.of(DraftRefusal.SIZE_DRIFT);
    }
    return invents(after) ? Optional.of(DraftRefusal.INVENTED_FACTS) : Optional.empty();
  }

  /** Whether it begins as a letter does, or speaks of findings by their ids. */
  private boolean answers(String after) {
    Set<String> known = new HashSet<>(before.lines().map(String::strip).toList());
    List<String> fresh = after.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String first = fresh.isEmpty() ? "" : fresh.getFirst();
    String opening = folded(first);
    boolean letter = !known.contains(first) && OPENINGS.stream().anyMatch(opening::startsWith);
    return letter
        || fresh.stream()
            .filter(line -> !known.contains(line))
            .anyMatch(line -> ANSWER.matcher(line.toLowerCase(Locale.ROOT)).find());
  }

  /** A section that is renamed is still there; one that a finding or the task names may go. */
  private boolean drops(String after) {
    Set<String> left = headings(before);
    Set<String> now = headings(after);
    Set<String> fresh = new HashSet<>(now);
    fresh.removeAll(left);
    left.removeAll(now);
    List<String> said = sources.stream().map(DocumentGuard::folded).toList();
    left.removeIf(heading -> said.stream().anyMatch(text -> text.contains(heading)));
    return left.size() > fresh.size();
  }

  private static Set<String> headings(String text) {
    Set<String> headings = new HashSet<>();
    boolean code = false;
    for (String line : text.lines().toList()) {
      String bare = line.strip();
      code ^= bare.startsWith("```");
      int marks = 0;
      while (marks < bare.length() && bare.charAt(marks) == '#') {
        marks++;
      }
      if (!code && marks >= 1 && marks <= 6 && bare.startsWith(" ", marks)) {
        headings.add(folded(bare.substring(marks)));
      }
    }
    return headings;
  }

  /** Letters and digits in lower case, with single spaces. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c) || c == '\'') {
        out.append(gap && !out.isEmpty() ? " " : "").append(c);
        gap = false;
      } else {
        gap = true;
      }
    }
    return out.toString();
  }

  private boolean drifts(String after) {
    boolean shrinks = before.length() >= SHRINKS_FROM && after.length() * 2L < before.length();
    return shrinks || after.length() > before.length() * 2L + GROWS_BY;
  }

  private boolean invents(String after) {
    Set<String> known = new HashSet<>();
    collect(before, known);
    sources.forEach(source -> collect(source, known));
    Set<String> said = new HashSet<>();
    collect(after, said);
    return !known.containsAll(said);
  }

  /** The links and figures of a text. */
  private static void collect(String text, Set<String> facts) {
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      String link = links.group();
      facts.add(link.replaceAll("[.,;:!?/]+$", ""));
    }
    Matcher figures = FIGURE.matcher(text);
    while (figures.find()) {
      String figure = figures.group();
      long digits = figure.chars().filter(Character::isDigit).count();
      if (digits >= DIGITS_MIN || figure.endsWith("%")) {
        facts.add(figure);
      }
    }
  }
}
