package crossreview.cli.review;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.OperationDescriptor;
import crossreview.cli.render.DisplayFormats;
import crossreview.git.SelectedChange;
import crossreview.model.ReviewProblem;
import java.util.Optional;
import java.util.Set;

/** The open session of a caller about a branch, which its next review continues. */
public final class BranchSession {
  private static final Set<String> UNDER_WAY = Set.of("running", "paused");
  private static final Set<String> OPEN = Set.of("open", "divided", "inconclusive");

  private BranchSession() {}

  /**
   * The newest one.
   *
   * @throws CliException {@code run_already_running} where a run of it is under way
   */
  public static Optional<String> find(ApiClient apiClient, SelectedChange change) {
    if (change.branch() == null) {
      return Optional.empty();
    }
    String caller = apiClient.get("/server", "you").tree("you").text("name");
    String path =
        "/sessions?limit=20&repository=" + OperationDescriptor.encoded(change.repository());
    path += "&branch=" + OperationDescriptor.encoded(change.branch());
    Optional<JsonNode> newest =
        apiClient.get(path, "sessions").trees("sessions").stream()
            .filter(row -> row.text("petitioner").equals(caller))
            .filter(row -> row.text("repository").equals(change.repository()))
            .filter(
                row -> OPEN.contains(row.text("state")) || UNDER_WAY.contains(row.text("state")))
            .findFirst();
    newest.ifPresent(BranchSession::refuseRunning);
    return newest.map(row -> row.text("session_id"));
  }

  private static void refuseRunning(JsonNode row) {
    if (UNDER_WAY.contains(row.text("state"))) {
      String id = DisplayFormats.shortId(row.text("session_id"));
      throw new CliException(
          ReviewProblem.RUN_ALREADY_RUNNING,
          "session "
              + id
              + " reviews this branch and is "
              + row.text("state")
              + "; crossreview watch "
              + id
              + " shows it, and review --new starts another");
    }
  }
}
