package crossreview.cli.review;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.model.SessionProblem;

/** The submitted and the approved text of a session, from the daemon. */
public final class SessionTexts {
  private final ApiClient apiClient;
  private final String session;

  public SessionTexts(ApiClient apiClient, String session) {
    this.apiClient = apiClient;
    this.session = session;
  }

  /** Both texts. */
  public record TextPair(String submitted, String approved) {}

  /**
   * The two of a closed session.
   *
   * @param now the session, as the daemon says it
   */
  public TextPair pair(JsonNode now) {
    String submitted = now.text("submitted_sha256");
    if (!now.has("final") || submitted.isEmpty()) {
      throw new CliException(
          SessionProblem.NO_FINAL_TEXT,
          "session " + session + " is " + now.text("state") + ": no text has been approved yet");
    }
    String path = "/sessions/" + session;
    return new TextPair(
        apiClient.text(path + "/artifacts/" + submitted, "*/*"),
        apiClient.text(path + "/final", "*/*"));
  }
}
