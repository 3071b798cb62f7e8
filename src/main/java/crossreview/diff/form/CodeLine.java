package crossreview.diff.form;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a line is more likely code than an item of a list. No language is parsed: calls,
 * assignments, declarations, tags and members of JSON have shapes that words rarely have.
 *
 * <p>Pure; of a long line only the begin is looked at.
 */
public final class CodeLine {
  private static final int STATEMENTS_MIN = 2; // a sentence has one by chance
  private static final int CODE_MIN = 4; // of a language without signs at the end of a line
  private static final int LENGTH_MAX = 500; // patterns recurse, and code that people read is short
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$.:>\\[\\]-]*";

  private static final String WORDS =
      "(?:return|throw|raise|import|const|let|var|if|for|while|switch|case|def|fn|func|function"
          + "|class|public|private|protected|static|final|void|int|long|char|bool|boolean|await"
          + "|async|yield|package|using|export|goto|assert|delete|struct|enum|interface)";

  private static final Pattern CODE =
      Pattern.compile(
          "[!*&@]{0,2}(?:await |new )?(?:"
              + NAME
              + ")\\(.*[)({;,:\\]]"
              + "|"
              + WORDS
              + "\\b.*[;{]"
              + "|(?:debugger|break|continue|return|pass)\\b;.*"
              + "|return \\S+|(?:def|class) \\w+\\(?.*:"
              + "|(?:if|elif|for|while|with) [^,]*(?:[=<>!]=|[<>(\\[.]).*:"
              + "|from [\\w.]+ import .+|import [\\w.]*[.{\"'].*|#(?:include|define|if|endif)\\b.*"
              + "|\\S.*\\w\\(.*[;{]|\\S.* ?[^=!<>]=[^=].*[;{]|.*=> ?\\{?"
              + "|\\}? ?(?:else|try|finally) ?\\{|\\} catch.*\\{"
              + "|"
              + NAME
              + " *(?:[-+*/|&^%:]|<<|>>)?=(?!=) *[^=\\s].*"
              + "|</?[A-Za-z][\\w:-]*(?:\\s[^<>]*)?/?>.*|\"[^\"]+\" ?: ?.+");

  private static final Pattern STATEMENT = Pattern.compile(".*[;{]");

  private CodeLine() {}

  /** Whether a text without the mark of a diff looks like code. */
  static boolean isCode(String text) {
    String bare = bare(text);
    return bare.length() <= LENGTH_MAX && CODE.matcher(bare).matches();
  }

  /** Whether it also ends as a statement or opens a block. */
  static boolean isStatement(String text) {
    return isCode(text) && STATEMENT.matcher(bare(text)).matches();
  }

  /** Whether most lines of a text are code; JSON is data. */
  public static boolean isMost(List<String> lines) {
    int words = 0;
    int code = 0;
    int statements = 0;
    for (String line : lines) {
      if (words == 0 && (line.startsWith("{") || line.startsWith("["))) {
        return false;
      }
      if (line.chars().anyMatch(Character::isLetter)) {
        words++;
        code += isCode(line) ? 1 : 0;
        statements += isStatement(line) ? 1 : 0;
      }
    }
    return statements >= STATEMENTS_MIN && 2 * code >= words
        || code >= CODE_MIN && 3 * code >= 2 * words;
  }

  private static String bare(String text) {
    String bare = text.strip();
    int comment = bare.indexOf(" //");
    return comment > 0 ? bare.substring(0, comment).stripTrailing() : bare;
  }
}
