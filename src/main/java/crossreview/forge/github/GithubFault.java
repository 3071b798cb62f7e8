package crossreview.forge.github;

import crossreview.forge.http.ForgeAnswer;
import crossreview.model.ForgeProblem;
import crossreview.model.Problem;

/** What a refusal of GitHub means. Pure. */
final class GithubFault {
  private GithubFault() {}

  /**
   * The problem behind an answer that is not a success.
   *
   * @param request what was asked, for people
   */
  static Problem of(String request, ForgeAnswer answer) {
    String said = request + " → " + answer.status() + ": " + answer.message();
    return switch (answer.status()) {
      case 301, 302, 307, 308 ->
          ForgeProblem.FORGE_ADDRESS_CHANGED.problem(
              said
                  + "; it was renamed or moved to "
                  + answer.header("location").orElse("an unknown place"));
      case 401 -> ForgeProblem.FORGE_DENIED.problem(said + "; the token or key is not valid");
      case 403 -> ForgeProblem.FORGE_DENIED.problem(said + needed(answer));
      case 404, 410 ->
          ForgeProblem.FORGE_NOT_FOUND.problem(
              said + "; GitHub answers so as well where a permission is missing" + needed(answer));
      default ->
          answer.status() >= 500
              ? ForgeProblem.FORGE_UNAVAILABLE.problem(said)
              : ForgeProblem.FORGE_REFUSED.problem(said);
    };
  }

  private static String needed(ForgeAnswer answer) {
    return answer
        .header("x-accepted-github-permissions")
        .or(() -> answer.header("x-accepted-oauth-scopes"))
        .filter(names -> !names.isBlank())
        .map(names -> "; it needs " + names)
        .orElse("");
  }
}
