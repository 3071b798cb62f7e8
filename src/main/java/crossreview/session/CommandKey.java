package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import java.util.regex.Pattern;

/**
 * A command's key as the envelope carries it: {@code <key>~<first 16 digits of the content
 * digest>}.
 *
 * <p>The content digest tells a repeated command from another one under the same key.
 */
public record CommandKey(String key, String content) {
  public static final int KEY_MAX = 128;
  private static final Pattern ALLOWED = Pattern.compile("[!-}]{1," + KEY_MAX + "}");

  public CommandKey {
    ValueChecks.text("key", key, 1, KEY_MAX);
    ValueChecks.text("content", content, 16, 16);
  }

  /** Whether a text from outside may be a key: visible ASCII without the tilde. */
  public static boolean allowed(String key) {
    return ALLOWED.matcher(key).matches();
  }

  public static CommandKey of(String key, Digest content) {
    return new CommandKey(key, content.value().substring(0, 16));
  }

  static CommandKey parse(String cmd) {
    int tilde = cmd.lastIndexOf('~');
    if (tilde < 1) {
      throw new IllegalArgumentException("not a command key: " + cmd);
    }
    return new CommandKey(cmd.substring(0, tilde), cmd.substring(tilde + 1));
  }

  @Override
  public String toString() {
    return key + "~" + content;
  }
}
