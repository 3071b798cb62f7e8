package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.OperationDescriptor;
import crossreview.cli.review.GateProof.GateTerms;
import crossreview.cli.review.GateProof.NamedReview;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.PatchDigest;
import crossreview.git.SelectedChange;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.proof.Receipt;
import crossreview.session.analysis.GateCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks a daemon whether a change is approved, and does not take its word for it: the reviewed text
 * is compared here, and the receipt is checked against the keys that the caller trusts.
 */
public final class GateFlow {
  private static final long POLL_MS_MAX = 30_000; // below what clients and proxies wait for

  private static final int REVIEWS_MAX = 20; // of one branch; the daemon looks at as many

  private final ApiClient apiClient;
  private final CliContext cliContext;
  private final ArtifactInput change;
  private final UnifiedDiff diff;
  private final Predicate<String> gives;
  private final Set<String> exclusions;

  /**
   * @param change the change at the gate, from git
   * @param gives whether a diff, applied to the tree before the change, gives the tree after it
   */
  public GateFlow(
      ApiClient apiClient, CliContext cliContext, ArtifactInput change, Predicate<String> gives) {
    this.gives = gives;
    this.apiClient = apiClient;
    this.cliContext = cliContext;
    this.change = change;
    this.exclusions = ReviewExclusions.globs(cliContext, change);
    this.diff =
        TextAnalysis.of(change.label(), change.mediaType(), change.text())
            .diff()
            .orElseThrow(() ->
                new CliException(CliProblem.EMPTY_DIFF, "git printed no diff that can be read"));
  }

  /**
   * How the caller wants to be asked.
   *
   * @param policy the only policy that counts, or empty
   * @param voters peers that must have voted READY
   * @param rebased accept or refuse
   * @param thin accept or refuse
   * @param trusted fingerprints of keys; empty trusts the daemon's
   * @param patience how long to wait for a review that runs
   */
  public record GateOptions(
      String policy,
      List<String> voters,
      String rebased,
      String thin,
      Set<Digest> trusted,
      Duration patience) {}

  /** The answer, with the daemon's fields. */
  public record GateAnswer(boolean passed, Map<String, Object> fields) {
    public JsonNode node() {
      return JsonNode.of(fields);
    }
  }

  public GateAnswer ask(GateOptions options) {
    JsonNode first = awaited(options);
    JsonNode answer = unknown(first) ? applied(options, first) : first;
    List<Map<String, Object>> refusals = new ArrayList<>();
    answer.trees("refusals").forEach(refusal -> refusals.add(copy(refusal)));
    if (answer.flag("passed")) {
      refusals.addAll(unproved(answer, options));
    } else if (unknown(answer)) {
      refusals.addAll(others());
    }
    Map<String, Object> fields = copy(answer);
    boolean passed = answer.flag("passed") && refusals.isEmpty();
    fields.put("passed", passed);
    fields.put("refusals", refusals);
    fields.put("patch_digest", PatchDigest.of(diff).value());
    return new GateAnswer(passed, fields);
  }

  private JsonNode awaited(GateOptions options) {
    long until = cliContext.ticker().nanos() + options.patience().toNanos();
    JsonNode answer = asked(options, null);
    while (running(answer)) {
      long left = Duration.ofNanos(until - cliContext.ticker().nanos()).toMillis();
      if (left <= 0) {
        return answer;
      }
      String poll = "/sessions/" + answer.text("session_id") + "/poll?wait_ms=";
      apiClient.get(poll + Math.min(left, POLL_MS_MAX), "session_id");
      answer = asked(options, null);
    }
    return answer;
  }

  /** Whether the change is the approved revision of a review of this branch, as apply leaves it. */
  private JsonNode applied(GateOptions options, JsonNode unknown) {
    for (JsonNode row : reviews(REVIEWS_MAX)) {
      if (row.flag("revised")) {
        JsonNode answer = asked(options, row.text("session_id"));
        if (!unknown(answer)) {
          return answer;
        }
      }
    }
    return unknown;
  }

  private JsonNode asked(GateOptions options, @Nullable String session) {
    SelectedChange trees = change.change();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("patch_digest", PatchDigest.of(diff).value());
    body.put("session_id", session);
    body.put("base_tree", trees == null ? null : trees.before().tree());
    body.put("head_tree", trees == null ? null : trees.after().tree());
    body.put("policy", options.policy().isEmpty() ? null : options.policy());
    body.put("voters", options.voters().isEmpty() ? null : options.voters());
    body.put("exclusions", exclusions.isEmpty() ? null : List.copyOf(exclusions));
    body.put("rebased", options.rebased());
    body.put("thin", options.thin());
    body.values().removeIf(value -> value == null);
    return apiClient.post("/gate", body, null, "passed", "refusals");
  }

  private static boolean running(JsonNode answer) {
    return first(answer).equals(GateCode.UNDER_REVIEW.wireName());
  }

  private static boolean unknown(JsonNode answer) {
    return first(answer).equals(GateCode.NO_SESSION.wireName());
  }

  private static String first(JsonNode answer) {
    List<JsonNode> refusals = answer.trees("refusals");
    return refusals.isEmpty() ? "" : refusals.getFirst().text("code");
  }

  private List<Map<String, Object>> unproved(JsonNode answer, GateOptions options) {
    String session = answer.text("session_id");
    String artifact = answer.text("artifact");
    String path = "/sessions/" + session;
    Receipt receipt = Receipt.read(apiClient.text(path + "/receipt", "*/*").getBytes(UTF_8));
    String text = apiClient.text(path + "/artifacts/" + artifact, "*/*");
    GateTerms terms =
        new GateTerms(
            options.trusted(),
            options.policy(),
            options.voters(),
            RepositoryRules.digests(cliContext, change),
            exclusions);
    return new GateProof(diff, gives, terms)
            .refusals(
                new NamedReview(
                    session, artifact, answer.text("match").equals("exact"), revision(answer)),
                receipt,
                text)
            .stream()
            .map(refusal -> refusal(refusal.code(), refusal.message()))
            .toList();
  }

  private static boolean revision(JsonNode answer) {
    return answer.text("match").equals("revision");
  }

  /** The newest review of the same branch, and in which files it differs. */
  private List<Map<String, Object>> others() {
    List<JsonNode> rows = reviews(1);
    if (rows.isEmpty()) {
      return List.of();
    }
    String id = rows.getFirst().text("session_id");
    String reviewed = reviewed(apiClient.get("/sessions/" + id + "?detail=full", "state"));
    if (reviewed.isEmpty()) {
      return List.of();
    }
    String text = apiClient.text("/sessions/" + id + "/artifacts/" + reviewed, "*/*");
    Set<String> files =
        TextAnalysis.of(change.label(), change.mediaType(), text)
            .diff()
            .map(other -> GateProof.different(diff, other))
            .orElse(Set.of());
    String named = files.isEmpty() ? "" : ": " + String.join(", ", files);
    return List.of(
        refusal(
            GateCode.OTHER_TEXT,
            "session " + id + " of " + branch() + " reviewed other content" + named));
  }

  /** What was submitted last: an open session has not approved any text; empty without a text. */
  private static String reviewed(JsonNode session) {
    return session.has("submitted_sha256")
        ? session.text("submitted_sha256")
        : session.tree("artifact").text("sha256");
  }

  private @Nullable String branch() {
    SelectedChange trees = change.change();
    return trees == null ? null : trees.branch();
  }

  /** The newest reviews of the same branch. */
  private List<JsonNode> reviews(int max) {
    SelectedChange trees = change.change();
    if (trees == null || trees.branch() == null) {
      return List.of();
    }
    String filter = "&repository=" + OperationDescriptor.encoded(trees.repository());
    filter += "&branch=" + OperationDescriptor.encoded(trees.branch());
    return apiClient.get("/sessions?limit=" + max + filter, "sessions").trees("sessions");
  }

  private static Map<String, Object> copy(JsonNode node) {
    Map<String, Object> copy = new LinkedHashMap<>();
    node.map().forEach((name, value) -> copy.put((String) name, value));
    return copy;
  }

  private static Map<String, Object> refusal(GateCode code, String message) {
    Map<String, Object> refusal = new LinkedHashMap<>();
    refusal.put("code", code.wireName());
    refusal.put("message", message);
    return refusal;
  }
}
