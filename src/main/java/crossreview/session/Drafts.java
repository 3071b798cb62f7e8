package crossreview.session;

import crossreview.model.DraftRefusal;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** What an author's answer does: it becomes the artifact, or the next author's turn. */
final class Drafts {
  private Drafts() {}

  static List<SessionEvent> revised(Session session, Call call, Use.Revision revision) {
    if (late(session, call)) {
      return List.of();
    }
    if (revision.artifact().sha256().equals(session.current().sha256())) {
      return refused(session, call, DraftRefusal.IDENTICAL);
    }
    return List.of(
        new RunEvent.DraftRevised(
            call.round(),
            call.peer(),
            revision.artifact(),
            session.current().sha256(),
            revision.changes()));
  }

  static List<SessionEvent> refused(Session session, Call call, DraftRefusal reason) {
    if (late(session, call)) {
      return List.of();
    }
    int next = session.run().author() + 1;
    List<String> draw = session.run().draw();
    String nextAuthor = next < draw.size() ? draw.get(next) : null;
    return List.of(new RunEvent.DraftRefused(call.peer(), reason, nextAuthor));
  }

  /** Whether it is not this author's turn to answer the last round any more. */
  private static boolean late(Session session, Call call) {
    return !session.running()
        || call.round() != session.rounds().size()
        || !session.rounds().getLast().run().equals(session.run().id())
        || !session.rounds().getLast().artifact().equals(session.current().sha256())
        || session.run().currentAuthor().filter(call.peer()::equals).isEmpty();
  }
}
