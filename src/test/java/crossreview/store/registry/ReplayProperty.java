package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.RandomWalk;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayProperty {

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aReplayGivesTheLiveState(long seed) throws Exception {
    SessionId id = Samples.id();
    RandomWalk randomWalk = new RandomWalk(seed);
    Random random = new Random(seed);
    Session live = Session.empty(id);
    TestStore store = TestStore.open(dir);
    for (int i = 0; i < 150; i++) {
      live = step(store, live, randomWalk.next(live), random.nextBoolean() ? "key-" + i : null);
      if (random.nextInt(20) == 0) {
        store.close();
        store = TestStore.open(dir);
        Session read = Await.result(store.sessions().view(id)).session();
        assertEquals(live, read, "seed " + seed + ", step " + i);
      }
    }
    store.close();
    assertTrue(live.rounds().size() + live.artifacts().size() > 1, "seed " + seed + " did nothing");
  }

  static Session step(TestStore store, Session before, SessionCommand sessionCommand, String key)
      throws Exception {
    Actor actor = new Actor("caller", key);
    try {
      CommitResult commitResult =
          sessionCommand instanceof SessionCommand.Open open
              ? Await.result(store.sessions().create(before.id(), open, actor))
              : Await.result(store.sessions().record(before.id(), sessionCommand, actor));
      return commitResult.session();
    } catch (ProblemException problemException) {
      return Await.result(store.sessions().view(before.id())).session(); // maybe a new epoch
    }
  }
}
