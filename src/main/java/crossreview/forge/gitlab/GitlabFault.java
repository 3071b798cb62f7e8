package crossreview.forge.gitlab;

import crossreview.forge.http.ForgeAnswer;
import crossreview.model.ForgeProblem;
import crossreview.model.Problem;

/** What a refusal of GitLab means. Pure. */
final class GitlabFault {
  private static final String NEEDED =
      "; the token needs the scope api and, in the project, the role Developer";

  private GitlabFault() {}

  /**
   * The problem behind an answer that is not a success.
   *
   * @param request what was asked, for people
   */
  static Problem of(String request, ForgeAnswer answer) {
    String said = request + " → " + answer.status() + ": " + answer.message();
    return switch (answer.status()) {
      case 301, 302, 307, 308 -> moved(said, answer.header("location").orElse("an unknown place"));
      case 405 -> moved(said, "another path: GitLab takes no posts at the old one");
      case 401 ->
          ForgeProblem.FORGE_DENIED.problem(said + "; the token is not valid, or not any more");
      case 403 -> ForgeProblem.FORGE_DENIED.problem(said + NEEDED);
      case 404, 410 ->
          ForgeProblem.FORGE_NOT_FOUND.problem(
              said + "; GitLab answers so as well where a permission is missing" + NEEDED);
      default ->
          answer.status() >= 500
              ? ForgeProblem.FORGE_UNAVAILABLE.problem(said)
              : ForgeProblem.FORGE_REFUSED.problem(said);
    };
  }

  private static Problem moved(String said, String where) {
    return ForgeProblem.FORGE_ADDRESS_CHANGED.problem(
        said + "; the project was renamed or moved to " + where);
  }
}
