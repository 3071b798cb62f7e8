package crossreview.testkit.forge;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The notes below the merge requests of {@link FakeGitlab}, and their threads. */
final class FakeDiscussions {
  private static final Pattern THREAD = Pattern.compile("/discussions/(\\w+)(/notes)?");
  private static final int BODY_MAX = 1_000_000; // characters, of GitLab

  private final FakeGitlab gitlab;

  FakeDiscussions(FakeGitlab gitlab) {
    this.gitlab = gitlab;
  }

  FakeAnswer answer(FakeRequest request, FakePull pull, String part) {
    String body = request.text("body");
    boolean posts = request.method().equals("POST");
    if (posts && (body == null || body.isBlank() || body.length() > BODY_MAX)) {
      return FakeAnswer.refused(400, "body is missing or too long");
    }
    if (part.equals("/notes")) {
      return posts ? posted(pull.issueComments, body) : FakeAnswer.ok(notes(pull));
    }
    if (part.startsWith("/notes/")) {
      return edited(pull, part.substring("/notes/".length()), body);
    }
    if (part.equals("/discussions")) {
      return posts ? begun(request, pull, body) : FakeAnswer.ok(threads(pull));
    }
    Matcher thread = THREAD.matcher(part);
    if (!thread.matches() || first(pull, thread.group(1)) == null) {
      return FakeAnswer.refused(404, "404 Discussion Not Found");
    }
    return thread.group(2) == null
        ? resolved(request, pull, thread.group(1))
        : replied(pull, thread.group(1), body);
  }

  private static List<Object> notes(FakePull pull) {
    List<Object> all = new ArrayList<>(pull.comments);
    all.addAll(pull.issueComments);
    return all;
  }

  private FakeAnswer posted(List<Map<String, Object>> list, @Nullable String body) {
    Map<String, Object> note = gitlab.note("reviewer", body);
    list.add(note);
    return FakeAnswer.created(note);
  }

  private FakeAnswer edited(FakePull pull, String id, @Nullable String body) {
    for (Map<String, Object> note : pull.issueComments) {
      if (String.valueOf(note.get("id")).equals(id)) {
        note.put("body", body);
        return FakeAnswer.ok(note);
      }
    }
    return FakeAnswer.refused(404, "404 Note Not Found");
  }

  private FakeAnswer begun(FakeRequest request, FakePull pull, @Nullable String body) {
    if (!(request.body().get("position") instanceof Map<?, ?> position)
        || !gitlab.takes(pull, position)) {
      return FakeAnswer.refused(400, "400 Bad request - Note {:line_code=>[\"can't be blank\"]}");
    }
    String thread = String.format("%040x", gitlab.id());
    Map<String, Object> note = new LinkedHashMap<>(gitlab.note("reviewer", body));
    note.put("type", "DiffNote");
    note.put("position", position);
    note.put("line", position.get("new_line"));
    note.put("thread", thread);
    note.put("resolved", false);
    pull.comments.add(note);
    return FakeAnswer.created(JsonTree.of("id", thread, "notes", List.of(note)));
  }

  private static List<Object> threads(FakePull pull) {
    Map<Object, List<Object>> byThread = new LinkedHashMap<>();
    pull.comments.forEach(
        note -> byThread.computeIfAbsent(note.get("thread"), id -> new ArrayList<>()).add(note));
    List<Object> threads = new ArrayList<>();
    byThread.forEach((id, notes) ->
        threads.add(JsonTree.of("id", id, "individual_note", false, "notes", notes)));
    pull.issueComments.forEach(note ->
        threads.add(
            JsonTree.of(
                "id", "note" + note.get("id"), "individual_note", true, "notes", List.of(note))));
    return threads;
  }

  private static @Nullable Map<String, Object> first(FakePull pull, String thread) {
    return pull.comments.stream()
        .filter(note -> thread.equals(note.get("thread")))
        .findFirst()
        .orElse(null);
  }

  private static FakeAnswer resolved(FakeRequest request, FakePull pull, String thread) {
    Map<String, Object> note = first(pull, thread);
    if (note == null) {
      return FakeAnswer.refused(404, "404 Discussion Not Found");
    }
    note.put("resolved", request.body().get("resolved"));
    return FakeAnswer.ok(JsonTree.of("id", thread, "notes", List.of(note)));
  }

  private FakeAnswer replied(FakePull pull, String thread, @Nullable String body) {
    Map<String, Object> note = new LinkedHashMap<>(gitlab.note("reviewer", body));
    note.put("thread", thread);
    pull.comments.add(note);
    return FakeAnswer.created(note);
  }
}
