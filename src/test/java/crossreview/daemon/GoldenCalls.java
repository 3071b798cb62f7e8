package crossreview.daemon;

import crossreview.http.HttpTestClient.Answer;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of a daemon, each of which becomes a case of a golden file. */
abstract class GoldenCalls {
  /** What is read as it is, beside the JSON that holds it. */
  private static final Set<String> DOCUMENTS =
      Set.of(
          "session_artifact",
          "session_attestation",
          "session_evidence_text",
          "session_final",
          "session_output",
          "session_receipt",
          "session_report");

  final GoldenDaemon daemon;
  private final Map<String, List<Map<String, Object>>> cases;
  boolean asOperator = true;

  /**
   * @param cases where the cases of each operation are collected
   */
  GoldenCalls(GoldenDaemon daemon, Map<String, List<Map<String, Object>>> cases) {
    this.daemon = daemon;
    this.cases = cases;
  }

  /**
   * Calls an operation and keeps what it answers.
   *
   * @param session the field session_id, or null without it
   * @param more the other members of the input, with single quotes
   */
  Map<String, Object> call(String about, String operation, String session, String more) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (session != null) {
      fields.put("session_id", session);
    }
    fields.putAll(members(more));
    Answer answer = daemon.call(asOperator, operation, fields, key(about, operation));
    Map<String, Object> seen =
        JsonTree.of("case", about, "input", fields, "status", answer.status());
    if (answer.header("Location") != null) {
      seen.put("location", answer.header("Location"));
    }
    seen.put("body", answer.json());
    if (DOCUMENTS.contains(operation)) {
      Answer document = daemon.call(asOperator, operation, fields, null, "*/*");
      seen.put("media_type", document.header("Content-Type"));
      seen.put("document", document.text());
    }
    cases.computeIfAbsent(operation, name -> new ArrayList<>()).add(seen);
    return answer.json();
  }

  private static Map<String, Object> members(String quoted) {
    String text = "{" + quoted.replace('\'', '"').replace("\n", "\\n") + "}";
    try {
      return JsonReader.readObject(text);
    } catch (InvalidJsonException e) {
      throw new AssertionError(text, e);
    }
  }

  /** The same key for the same call, so that the ids that follow from it are the same. */
  private static String key(String about, String operation) {
    return operation + "/" + about.replace(' ', '-');
  }

  String opened(String about, String input) {
    return (String) call(about, "session_init", null, input).get("session_id");
  }

  void submit(String about, String id, String text) {
    call(about, "session_submit", id, "'text': '" + text + "', 'label': 'plan.md'");
  }

  /** Starts a run and waits until it has ended. */
  void run(String about, String id, String more) {
    call(about, "run_start", id, more);
    ended(id);
  }

  void ended(String id) {
    Eventually.holds(() -> poll(id).get("running").equals(false));
  }

  Map<String, Object> poll(String id) {
    return daemon.call(true, "session_poll", JsonTree.of("session_id", id), null).json();
  }
}
