package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeGitlab;
import crossreview.testkit.forge.FakePull;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for pull requests holds for merge requests of GitLab. */
class MergeRequestTest extends PullRequestTest {
  @Override
  FakeForge forge() {
    return FakeGitlab.start(vertx);
  }

  /** Each thread is posted on its own. */
  @Override
  int reviews() {
    return 0;
  }

  @Test
  void aThreadWhoseFindingIsNotOpenAnyMoreIsResolved() throws Exception {
    FakePull pull = forge.open(7, head(1), BASE, WRONG);
    daemon.start();
    daemon.deliver("open", 7);
    settled("failure");
    assertEquals(List.of(false, false, false), resolved(pull));

    pull.push(head(2), GOOD);
    daemon.deliver("update", 7);

    settled("success");
    assertEquals(List.of(true, true, true), resolved(pull));
  }

  private static List<Object> resolved(FakePull pull) {
    return pull.comments.stream()
        .filter(note -> note.containsKey("resolved"))
        .map(note -> note.get("resolved"))
        .toList();
  }

  @Test
  void aThreadHasItsPlaceInWhatIsCompared() throws Exception {
    FakePull pull = forge.open(7, head(1), BASE, WRONG);
    daemon.start();

    daemon.deliver("open", 7);

    settled("failure");
    assertEquals(
        Map.of(
            "position_type",
            "text",
            "base_sha",
            BASE,
            "start_sha",
            BASE,
            "head_sha",
            head(1),
            "old_path",
            "till.py",
            "new_path",
            "till.py",
            "new_line",
            11L),
        pull.comments.getFirst().get("position"));
    assertTrue(forge.writes("/reviews").isEmpty());
  }
}
