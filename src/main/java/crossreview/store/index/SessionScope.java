package crossreview.store.index;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.event.LifecycleEvent.SessionCreated;

/** Whose a session is; it never changes. */
public record SessionScope(String project, String petitioner) {
  /**
   * The owner that a session names. One that is damaged before that line has no owner: refused as
   * if it were not there, because its project is unknown.
   */
  public static SessionScope of(SessionView view) {
    if (!view.session().exists()) {
      throw new ProblemException(Problem.noSession(view.session().id().value()));
    }
    SessionCreated opened = view.session().opened();
    return new SessionScope(opened.inProject(), opened.petitioner());
  }
}
