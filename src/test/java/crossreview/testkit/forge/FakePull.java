package crossreview.testkit.forge;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pull request of {@link FakeForge}; tests move it as people would. */
public final class FakePull {
  public final int number;
  public final List<String> labels = new CopyOnWriteArrayList<>();
  public volatile String head;
  public volatile String base;
  public volatile String baseBranch = "main";
  public volatile String from = FakeForge.REPOSITORY;
  public volatile String title = "Add a till";
  public volatile String body = "It counts.";
  public volatile String state = "open";
  public volatile boolean draft;
  public volatile String diff;

  /** Comments at lines, reviews and comments below, as they are shown. */
  public final List<Map<String, Object>> comments = new CopyOnWriteArrayList<>();

  public final List<Map<String, Object>> reviews = new CopyOnWriteArrayList<>();
  public final List<Map<String, Object>> issueComments = new CopyOnWriteArrayList<>();

  /** The comments whose threads are resolved. */
  public final Set<Object> resolved = ConcurrentHashMap.newKeySet();

  FakePull(int number, String head, String base, String diff) {
    this.number = number;
    this.head = head;
    this.base = base;
    this.diff = diff;
  }

  /** Somebody pushes; comments at lines that are not there any more are outdated. */
  public void push(String newHead, String newDiff) {
    diff = newDiff;
    head = newHead;
  }

  Map<String, Object> json() {
    List<Object> names = new ArrayList<>();
    labels.forEach(label -> names.add(JsonTree.of("name", label)));
    Map<String, Object> home = JsonTree.of("full_name", FakeForge.REPOSITORY);
    return JsonTree.of(
        "number", number,
        "state", state,
        "draft", draft,
        "title", title,
        "body", body,
        "labels", names,
        "changed_files", diff.split("diff --git ", -1).length - 1,
        "head", JsonTree.of("sha", head, "ref", "topic", "repo", JsonTree.of("full_name", from)),
        "base", JsonTree.of("sha", base, "ref", baseBranch, "repo", home));
  }
}
