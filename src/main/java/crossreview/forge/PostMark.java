package crossreview.forge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last line of what is posted, which readers do not see and by which it is found again:
 *
 * <pre>
 *   &lt;!-- crossreview:v1 KIND=ID --&gt;
 * </pre>
 *
 * <p>It counts in posts of our own account only, for everybody can write such a line. Pure.
 */
public record PostMark(MarkKind kind, String id) {
  private static final String BEGIN = "<!-- crossreview:v1 ";
  private static final String END = " -->";

  /** What is marked. */
  public enum MarkKind {
    /** The one comment with the result. */
    SUMMARY,
    /** The set of comments at lines that was posted about a head. */
    REVIEW,
    /** One comment at a line. */
    FINDING,
    /** The reply that its finding is not open any more. */
    SETTLED
  }

  /** The text with this mark below it. */
  public String under(String text) {
    return text.stripTrailing() + "\n\n" + line();
  }

  private String line() {
    return BEGIN + kind + "=" + id + END;
  }

  /** The mark of a post; only its last line is looked at, where texts of others are not. */
  public static Optional<PostMark> of(@Nullable String post) {
    String text = post == null ? "" : post.stripTrailing();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    if (!last.startsWith(BEGIN) || !last.endsWith(END)) {
      return Optional.empty();
    }
    String[] parts = last.substring(BEGIN.length(), last.length() - END.length()).split("=", 2);
    for (MarkKind kind : MarkKind.values()) {
      if (parts.length == 2 && kind.name().equals(parts[0])) {
        return Optional.of(new PostMark(kind, parts[1]));
      }
    }
    return Optional.empty();
  }
}
