package crossreview.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.ProblemException;
import crossreview.testkit.Await;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FuturesTest {
  @Test
  void threadsThatHaveEndedRefuseWorkAsADaemonThatStops() {
    ExecutorService ended = Executors.newSingleThreadExecutor();
    ended.close();

    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> Await.result(Futures.future(Futures.on(ended, () -> "never"))));

    assertEquals("shutting_down", refused.problem().code());
  }
}
