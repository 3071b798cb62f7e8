package crossreview.store.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.ListQuery.ChangeFilter;
import crossreview.store.index.ListQuery.OutcomeFilter;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows a list shows. */
class SessionIndexTest {
  private final SessionIndex sessionIndex = new SessionIndex();

  private static SessionFixture opened() {
    return new SessionFixture(
        RunMode.REVIEW, List.of(Samples.reviewer("ada"), Samples.reviewer("bob")));
  }

  private static Session converged() {
    return opened()
        .run()
        .round()
        .vote("ada", Samples.ready())
        .vote("bob", Samples.ready())
        .count()
        .end()
        .session();
  }

  private SessionId listed(Session session) {
    sessionIndex.put(new SessionView(session, true, null));
    return session.id();
  }

  private List<SessionId> list(OutcomeFilter outcome, int offset) {
    ListQuery query = new ListQuery(null, 10, null, null, null, ChangeFilter.ANY, outcome, offset);
    return sessionIndex.list(query).rows().stream().map(SessionRow::id).toList();
  }

  @Test
  void anOutcomeSelectsSessionsThatWereClosedSoAndOpenTheOthers() {
    SessionId open = listed(opened().session());
    SessionId good = listed(converged());
    SessionId given = listed(opened().does(new SessionCommand.RequestCancel("no")).session());

    assertEquals(List.of(open), list(OutcomeFilter.OPEN, 0));
    assertEquals(List.of(good), list(OutcomeFilter.CONVERGED, 0));
    assertEquals(List.of(given), list(OutcomeFilter.ABORTED, 0));
    assertEquals(List.of(), list(OutcomeFilter.MAX_ROUNDS, 0));
    assertEquals(3, list(OutcomeFilter.ALL, 0).size());
  }

  @Test
  void anOffsetLeavesOutRowsOfTheSelectionAlone() {
    listed(opened().session());
    listed(converged());
    listed(converged());
    List<SessionId> all = list(OutcomeFilter.CONVERGED, 0);

    assertEquals(all.subList(1, 2), list(OutcomeFilter.CONVERGED, 1));
    assertEquals(List.of(), list(OutcomeFilter.CONVERGED, 2));
  }
}
