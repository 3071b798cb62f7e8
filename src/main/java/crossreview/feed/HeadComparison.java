package crossreview.feed;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what a consumer of everything claims to have with what is there. A consumer that comes
 * from another host, or to one that has just started, may have seen lines that the list here has
 * not heard of yet; then the disk says how many there are.
 */
final class HeadComparison {
  private final PageReader pageReader;

  HeadComparison(PageReader pageReader) {
    this.pageReader = pageReader;
  }

  /**
   * The heads with what the disk adds to them.
   *
   * @param unknown takes the sessions of which nobody can say it now: they are not adopted, or the
   *     disk fails
   */
  Future<Map<SessionId, Long>> sure(
      Map<SessionId, Long> heads, Map<SessionId, Long> from, Set<SessionId> unknown) {
    Map<SessionId, Long> all = new HashMap<>(heads);
    List<Future<?>> looks = new ArrayList<>();
    from.forEach((id, seq) -> {
      if (seq > heads.getOrDefault(id, 0L)) {
        Future<LinePage> look = pageReader.page(id, seq, 1, 1);
        looks.add(
            look.onSuccess(page -> all.put(id, page.head()))
                .onFailure(cause -> note(id, cause, unknown))
                .otherwiseEmpty());
      }
    });
    return looks.isEmpty()
        ? Future.succeededFuture(heads)
        : Future.join(looks).map(done -> Map.copyOf(all));
  }

  private static void note(SessionId id, Throwable cause, Set<SessionId> unknown) {
    if (!(cause instanceof ProblemException problemException)
        || !saysHead(problemException.problem())) {
      unknown.add(id);
    }
  }

  private static boolean saysHead(Problem problem) {
    return problem.kind() == ProblemKind.NOT_FOUND
        || problem.kind() == ProblemKind.DATA_CORRUPTION
        || problem.type() == RequestProblem.SEQ_AHEAD;
  }
}
