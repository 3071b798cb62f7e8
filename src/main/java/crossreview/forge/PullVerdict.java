package crossreview.forge;

import crossreview.json.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session came to, read from its result. Texts may be shown as they are, escaped.
 *
 * @param approved whether exactly this change was approved
 * @param counted whether peers voted, so that what they do not say is not open
 * @param sentence the verdict as a sentence
 * @param page the result on one page of Markdown
 */
public record PullVerdict(
    boolean approved, boolean counted, String sentence, String page, List<PullFinding> findings) {
  public PullVerdict {
    findings = List.copyOf(findings);
  }

  /**
   * An open finding.
   *
   * @param fingerprint the same for the same finding about the same lines in another session
   * @param blocks whether it prevents approval
   * @param path null where it names no file
   * @param line 1-based
   */
  public record PullFinding(
      String id,
      String fingerprint,
      String owner,
      boolean blocks,
      String statement,
      @Nullable String path,
      int line) {
    /** Of a finding in the JSON result. */
    static PullFinding of(Object tree) {
      Long line = JsonTree.whole(tree, "/places/0/line");
      return new PullFinding(
          text(tree, "/id"),
          text(tree, "/fingerprint"),
          text(tree, "/owner"),
          Boolean.TRUE.equals(JsonTree.at(tree, "/blocks")),
          text(tree, "/statement"),
          JsonTree.text(tree, "/places/0/path").orElse(null),
          line == null ? 1 : Math.toIntExact(line));
    }
  }

  /**
   * Reads a result.
   *
   * @param json the result as the format {@code json} has it
   * @param page the same as the format {@code markdown} has it
   */
  public static PullVerdict of(Map<String, Object> json, String page) {
    List<PullFinding> findings =
        JsonTree.list(json, "/findings").stream()
            .map(Objects::requireNonNull)
            .filter(finding -> text(finding, "/state").equals("open"))
            .map(PullFinding::of)
            .toList();
    boolean approved = Boolean.TRUE.equals(json.get("approved"));
    boolean counted =
        JsonTree.list(json, "/votes").stream()
            .map(Objects::requireNonNull)
            .anyMatch(vote -> JsonTree.text(vote, "/summary").isPresent()); // only a ballot has one
    return new PullVerdict(approved, counted, text(json, "/verdict"), page, findings);
  }

  /** Of a change without a line, for which no session is opened. */
  public static PullVerdict empty() {
    String sentence = "Nothing to review: the pull request changes nothing";
    String page = "## crossreview: " + sentence + "\n";
    return new PullVerdict(false, false, sentence, page, List.of());
  }

  /** Of a change that was not reviewed because a session of it was refused. */
  public static PullVerdict refused(String code, String message) {
    String sentence = "Not reviewed (" + code + "): " + message;
    return new PullVerdict(false, false, sentence, "## crossreview: not reviewed\n", List.of());
  }

  private static String text(Object tree, String pointer) {
    return JsonTree.text(tree, pointer).orElse("");
  }
}
