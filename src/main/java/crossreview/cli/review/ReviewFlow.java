package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.client.EventClient;
import crossreview.cli.client.SessionFindingPages;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.TextStyle;
import crossreview.git.SelectedChange;
import crossreview.json.JsonWriter;
import crossreview.model.ValueChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One review from the artifact to the result. */
public final class ReviewFlow {
  /** Exit codes of a daemon that answered; others leave its state unknown. */
  private static final Set<Integer> REFUSED = Set.of(2, 3, 4);

  private static final int COMPARED_MAX = 480;

  private final ApiClient apiClient;
  private final CliContext cliContext;
  private final boolean json;
  private final RunFollower runFollower;

  public ReviewFlow(ApiClient apiClient, CliContext cliContext, boolean json) {
    this.apiClient = apiClient;
    this.cliContext = cliContext;
    this.json = json;
    this.runFollower = new RunFollower(cliContext, json);
  }

  /**
   * What the person wants.
   *
   * @param artifactInput null for the text that the session has
   * @param session an open session to continue with, or null for a new one
   * @param acceptRevision whether approval of a revised text counts as approval
   * @param context the files that are sent beside the text
   * @param exclusions the files of the text that reviewers are not shown
   * @param opening what a new session is opened with
   * @param run what the run is started with
   */
  public record ReviewRequest(
      @Nullable ArtifactInput artifactInput,
      @Nullable String session,
      boolean acceptRevision,
      List<Map<String, Object>> context,
      List<Map<String, Object>> exclusions,
      Map<String, Object> opening,
      Map<String, Object> run) {}

  /** What came of it. */
  public record ReviewResult(int exitCode, String session, boolean verified) {}

  public ReviewResult run(ReviewRequest reviewRequest) {
    String key = cliContext.freshKey();
    String session = reviewRequest.session();
    if (session == null) {
      session =
          apiClient
              .post("/sessions", reviewRequest.opening(), key + "-open", "session_id")
              .text("session_id");
    }
    return reviewed(reviewRequest, session, key);
  }

  private ReviewResult reviewed(ReviewRequest reviewRequest, String session, String key) {
    boolean fresh = reviewRequest.session() == null;
    ArtifactInput given = reviewRequest.artifactInput();
    long head =
        given == null
            ? own(session)
            : orCancel(fresh, session, () -> submit(session, given, reviewRequest, key));
    try (EventClient feed =
        new EventClient(apiClient, Optional.of(session), fresh ? 0 : head - 1)) {
      String runs = "/sessions/" + session + "/runs";
      JsonNode started =
          orCancel(
              fresh, session, () -> apiClient.post(runs, reviewRequest.run(), key + "-run", "run"));
      started.texts("notices").forEach(cliContext::note);
      rulings(reviewRequest.run());
      runFollower.awaitEnd(feed, started.text("run"));
    }
    return result(session, reviewRequest);
  }

  /** What settles findings without a person in this session is said before the votes are. */
  private void rulings(Map<String, Object> run) {
    JsonNode sent = JsonNode.of(run).tree("suppressions");
    int count = sent.trees("entries").size();
    if (count > 0) {
      String commit = sent.has("commit") ? " at " + ValueChecks.cut(sent.text("commit"), 8) : "";
      cliContext.note(
          DisplayFormats.plural(count, "lasting ruling") + " of " + sent.text("source") + commit);
    }
  }

  /** A session that was opened for a text or a run that is refused does not stay open. */
  private <T> T orCancel(boolean fresh, String session, Supplier<T> step) {
    try {
      return step.get();
    } catch (CliException e) {
      if (fresh && REFUSED.contains(e.exitCode())) {
        Map<String, Object> why = Map.of("reason", "the start was refused: " + e.code());
        apiClient.post("/sessions/" + session + "/cancel", why, null);
      }
      throw e;
    }
  }

  /** The session's present text is asked about once more; returns the journal's head. */
  private long own(String session) {
    JsonNode now = apiClient.get("/sessions/" + session, "head", "artifact");
    JsonNode artifact = now.tree("artifact");
    runFollower
        .view()
        .describe(artifact.text("label") + "    " + DisplayFormats.size(artifact.number("bytes")));
    return now.number("head");
  }

  /** Submits the artifact; returns the journal's head. */
  private long submit(
      String session, ArtifactInput artifactInput, ReviewRequest reviewRequest, String key) {
    runFollower.view().describe(artifactInput.facts());
    artifactInput.notes().forEach(cliContext::note);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", artifactInput.text());
    body.put("label", artifactInput.label());
    body.put("media_type", artifactInput.mediaType());
    if (artifactInput.change() != null) {
      body.put("change", identity(artifactInput.change()));
    }
    if (!reviewRequest.context().isEmpty()) {
      body.put("context", reviewRequest.context());
    }
    if (!reviewRequest.exclusions().isEmpty()) {
      body.put("exclusions", reviewRequest.exclusions());
    }
    JsonNode stored =
        apiClient.post("/sessions/" + session + "/artifact", body, key + "-artifact", "head");
    return stored.number("head");
  }

  private static Map<String, Object> identity(SelectedChange change) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("repository", change.repository());
    identity.put("branch", change.branch());
    identity.put("base", change.before().commit());
    identity.put("head", change.after().commit());
    identity.put("base_tree", change.before().tree());
    identity.put("head_tree", change.after().tree());
    identity.put("compared", ValueChecks.cut(change.sentence(), COMPARED_MAX));
    identity.values().removeIf(value -> value == null);
    return identity;
  }

  private ReviewResult result(String session, ReviewRequest reviewRequest) {
    ArtifactInput submitted = reviewRequest.artifactInput();
    JsonNode verified = apiClient.post("/sessions/" + session + "/verify", Map.of(), null, "ok");
    JsonNode now = apiClient.get("/sessions/" + session + "?detail=full", "state", "head");
    ReviewVerdict verdict =
        runFollower.verdict(
            now, submitted == null ? null : submitted.text(), reviewRequest.acceptRevision());
    if (json) {
      cliContext.out().println(JsonWriter.of(machine(session, now, verified, verdict)));
    } else {
      ReviewSummary summary =
          new ReviewSummary(runFollower.screen(), new TextStyle(cliContext.colours()), cliContext);
      summary.show(
          new ReviewSummary.SummaryFacts(
              session, now, verified, runFollower.view(), folder(session)));
      if (verdict.unaccepted()) {
        summary.revision(new SessionTexts(apiClient, session).pair(now), session);
      }
    }
    return new ReviewResult(verdict.exitCode(), session, verified.flag("ok"));
  }

  /** The session's folder, when it is on this machine. */
  private @Nullable Path folder(String session) {
    return switch (apiClient.address()) {
      case DaemonAddress.LocalAddress local -> local.dataDir().resolve("sessions").resolve(session);
      case DaemonAddress.RemoteAddress remote -> null;
    };
  }

  private static List<Map<?, ?>> maps(List<JsonNode> nodes) {
    List<Map<?, ?>> maps = new ArrayList<>();
    nodes.forEach(node -> maps.add(node.map()));
    return maps;
  }

  private Map<String, Object> machine(
      String session, JsonNode now, JsonNode verified, ReviewVerdict verdict) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("type", "result");
    result.put("session", session);
    result.put("state", now.text("state"));
    result.put("result", runFollower.view().run().text("result"));
    result.put("reason", verdict.reason());
    result.put("rounds", runFollower.view().run().number("rounds"));
    result.put("events", now.number("head"));
    result.put("cost", now.text("cost"));
    result.put("cost_basis", now.tree("cost_basis").map());
    if (now.has("final")) {
      result.put("final", now.tree("final").map());
      result.put("revised", verdict.revised());
      result.put("submitted_sha256", now.text("submitted_sha256"));
      result.put("approved_sha256", now.tree("final").text("sha256"));
    }
    result.put("blockers", maps(runFollower.view().lastCount().trees("blockers")));
    result.put("findings", maps(SessionFindingPages.all(apiClient, session)));
    Path folder = folder(session);
    if (folder != null) {
      result.put("folder", folder.toString());
    }
    result.put("verify", verified.map());
    result.put("exit_code", verdict.exitCode());
    return result;
  }
}
