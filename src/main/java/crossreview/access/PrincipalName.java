package crossreview.access;

import crossreview.model.AccessProblem;
import java.util.regex.Pattern;

/** How somebody may be called who gets a token or an invitation. */
public final class PrincipalName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private PrincipalName() {}

  /**
   * Refuses with {@code bad_name} what is not a name.
   *
   * @param what the subject of the refusal, such as "a token's name"
   */
  public static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      String rule =
          "1 to 64 characters of A–Z, a–z, 0–9, . _ @ -, and starts with a letter or a digit";
      throw AccessProblem.BAD_NAME.exception(what + " has " + rule);
    }
  }
}
