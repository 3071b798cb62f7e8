package crossreview.store.log;

import crossreview.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether and why a log ended, and who wants to hear of it. Any thread. */
final class CloseNotifier {
  private final List<Consumer<Problem>> listeners = new ArrayList<>();
  private @Nullable Problem why;

  synchronized Optional<Problem> why() {
    return Optional.ofNullable(why);
  }

  /** Calls the listener once at the end, or at once if that has come. */
  void listen(Consumer<Problem> listener) {
    Problem already;
    synchronized (this) {
      already = why;
      if (already == null) {
        listeners.add(listener);
      }
    }
    if (already != null) {
      listener.accept(already);
    }
  }

  /** Ends; false when it had ended before. */
  boolean end(Problem problem) {
    List<Consumer<Problem>> all;
    synchronized (this) {
      if (why != null) {
        return false;
      }
      why = problem;
      all = List.copyOf(listeners);
      listeners.clear();
    }
    all.forEach(listener -> listener.accept(problem));
    return true;
  }
}
