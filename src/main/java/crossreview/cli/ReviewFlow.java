package crossreview.cli;

import crossreview.json.JsonWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One review from the artifact to the result. */
final class ReviewFlow {
  private final Api api;
  private final Surroundings surroundings;
  private final boolean json;
  private final Following following;

  ReviewFlow(Api api, Surroundings surroundings, boolean json) {
    this.api = api;
    this.surroundings = surroundings;
    this.json = json;
    this.following = new Following(surroundings, json);
  }

  /**
   * What the person wants.
   *
   * @param material null for the text that the session has
   * @param session an open session to go on with, or null for a new one
   * @param opening what a new session is opened with
   * @param run what the run is started with
   */
  record Wish(
      Material material, String session, Map<String, Object> opening, Map<String, Object> run) {}

  /** What came of it. */
  record Result(int exitCode, String session, boolean verified) {}

  Result run(Wish wish) {
    String key = surroundings.freshKey();
    String session = wish.session();
    if (session == null) {
      session = api.post("/sessions", wish.opening(), key + "-open").text("session_id");
    }
    long head = wish.material() == null ? own(session) : submit(session, wish.material(), key);
    boolean fresh = wish.session() == null;
    try (EventFeed feed = new EventFeed(api, Optional.of(session), fresh ? 0 : head - 1)) {
      Tree started = api.post("/sessions/" + session + "/runs", wish.run(), key + "-run");
      following.untilEnded(feed, started.text("run"));
    }
    return result(session);
  }

  /** The session's present text is asked about once more; returns the journal's head. */
  private long own(String session) {
    Tree now = api.get("/sessions/" + session);
    Tree artifact = now.tree("artifact");
    following
        .view()
        .describe(artifact.text("label") + "    " + Spelling.size(artifact.number("bytes")));
    return now.number("head");
  }

  /** Hands the artifact in and says at once if it carries secrets; returns the journal's head. */
  private long submit(String session, Material material, String key) {
    following.view().describe(material.facts());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", material.text());
    body.put("label", material.label());
    body.put("media_type", material.mediaType());
    Tree stored = api.post("/sessions/" + session + "/artifact", body, key + "-artifact");
    List<Tree> secrets = stored.trees("secrets_found");
    if (!secrets.isEmpty() && !json) {
      Tree first = secrets.getFirst();
      surroundings
          .err()
          .println(
              "crossreview: "
                  + Spelling.plural(secrets.size(), "possible secret")
                  + " in what you hand in (line "
                  + first.number("line")
                  + ": "
                  + first.text("kind")
                  + "); every peer of the panel will see it");
    }
    return stored.number("head");
  }

  private Result result(String session) {
    Tree verified = api.post("/sessions/" + session + "/verify", Map.of(), null);
    Tree now = api.get("/sessions/" + session + "?detail=full");
    if (json) {
      surroundings.out().println(JsonWriter.of(machine(session, now, verified)));
    } else {
      new Ending(following.screen(), new Style(surroundings.colours()), surroundings)
          .show(new Ending.Facts(session, now, verified, following.view(), folder(session)));
    }
    return new Result(following.exitCode(), session, verified.flag("ok"));
  }

  /** The session's folder, when it is on this machine. */
  private Path folder(String session) {
    Path dir = api.address().dataDir();
    return dir == null ? null : dir.resolve("sessions").resolve(session);
  }

  private Map<String, Object> machine(String session, Tree now, Tree verified) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("type", "result");
    result.put("session", session);
    result.put("state", now.text("state"));
    result.put("result", following.view().run().text("result"));
    result.put("reason", following.view().run().text("reason"));
    result.put("rounds", following.view().run().number("rounds"));
    result.put("events", now.number("head"));
    result.put("cost", now.text("cost"));
    if (now.has("final")) {
      result.put("final", now.tree("final").map());
    }
    Path folder = folder(session);
    if (folder != null) {
      result.put("folder", folder.toString());
    }
    result.put("verify", verified.map());
    result.put("exit_code", following.exitCode());
    return result;
  }
}
