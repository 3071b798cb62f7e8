package crossreview.cli.review;

import crossreview.cli.CliContext;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One review from the artifact to the result. */
public final class ReviewFlow {
  private static final int COMPARED_MAX = 480;
  private static final int CLAIM_SHOWN = 160; // two lines of a terminal

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
   * @param session an open session to continue with; absent means a new one
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
    String before = reviewRequest.session();
    ArtifactInput given = reviewRequest.artifactInput();
    if (given != null) {
      runFollower.view().describe(given.facts());
      given.notes().forEach(cliContext::note);
    }
    long head = before == null ? 0 : stands(before, given == null) - 1;
    JsonNode started =
        given == null
            ? again(Objects.requireNonNull(before), reviewRequest.run(), key)
            : apiClient.post("/runs", start(given, reviewRequest), key, "session_id", "run");
    String session = started.text("session_id");
    try (EventClient feed = new EventClient(apiClient, Optional.of(session), head)) {
      started.texts("notices").forEach(cliContext::note);
      started.trees("unsupported_claims").forEach(this::unsupported);
      rulings(reviewRequest.run());
      runFollower.awaitEnd(feed, started.text("run"));
    }
    return result(session, reviewRequest);
  }

  /** What the caller states and nothing attached shows. */
  private void unsupported(JsonNode claim) {
    String place = claim.has("label") ? claim.text("label") : claim.text("source");
    cliContext.note(
        "stated without evidence, "
            + place
            + " line "
            + claim.number("line")
            + ": "
            + ValueChecks.cut(claim.text("text"), CLAIM_SHOWN));
  }

  private JsonNode again(String session, Map<String, Object> run, String key) {
    String runs = "/sessions/" + session + "/runs";
    return apiClient.post(runs, run, key, "session_id", "run");
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

  /**
   * The journal's head before the start.
   *
   * @param own whether the session's present text is asked about once more
   */
  private long stands(String session, boolean own) {
    JsonNode now = apiClient.get("/sessions/" + session, own ? "artifact" : "head", "head");
    if (own) {
      JsonNode artifact = now.tree("artifact");
      runFollower
          .view()
          .describe(
              artifact.text("label") + "    " + DisplayFormats.size(artifact.number("bytes")));
    }
    return now.number("head");
  }

  /** The whole start as one request: a daemon that refuses any of it has written nothing. */
  private static Map<String, Object> start(ArtifactInput given, ReviewRequest reviewRequest) {
    Map<String, Object> start = new LinkedHashMap<>();
    start.put("initial_draft", given.text());
    start.put("label", given.label());
    start.put("media_type", given.mediaType());
    if (given.change() != null) {
      start.put("change", identity(given.change()));
    }
    if (!reviewRequest.context().isEmpty()) {
      start.put("context", reviewRequest.context());
    }
    if (!reviewRequest.exclusions().isEmpty()) {
      start.put("exclusions", reviewRequest.exclusions());
    }
    if (reviewRequest.session() == null) {
      start.putAll(reviewRequest.opening());
    } else {
      start.put("session_id", reviewRequest.session());
    }
    start.putAll(reviewRequest.run());
    return start;
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
    identity.put("fork", change.fork() ? Boolean.TRUE : null);
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
