package crossreview.operation.session;

import crossreview.model.Problem;
import crossreview.operation.OperationAnswer;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import crossreview.store.index.SessionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of a session as an answer shows.
 *
 * @param roundsMax how many of the last rounds it shows
 * @param damaged why the session is read-only
 */
record SessionExcerpt(Session session, int roundsMax, @Nullable Problem damaged) {
  /** All of a session that was just written. */
  static SessionExcerpt whole(Session session) {
    return new SessionExcerpt(session, Integer.MAX_VALUE, null);
  }

  /** The answer to a call that opened this session. */
  static OperationAnswer<SessionExcerpt> created(Session session) {
    return OperationAnswer.created(whole(session), "/sessions/" + session.id());
  }

  /** What may be said of a session, with its last rounds. */
  static SessionExcerpt of(SessionView view, int roundsMax) {
    return new SessionExcerpt(view.readable(), roundsMax, view.damaged());
  }

  String state() {
    return state(session, damaged);
  }

  static String state(Session session, @Nullable Problem damaged) {
    return damaged == null ? SessionState.of(session) : "damaged";
  }

  @Nullable String damage() {
    return damaged == null ? null : damaged.message();
  }

  /** How many of the first rounds it leaves out. */
  int roundsBefore() {
    return Math.max(0, session.rounds().size() - roundsMax);
  }

  List<Round> rounds() {
    return session.rounds().subList(roundsBefore(), session.rounds().size());
  }
}
