package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionComparisonTest {
  private static final List<PanelMember> PANEL =
      List.of(Samples.reviewer("ada"), Samples.reviewer("bob"));

  private static SessionFixture steps(String... bobs) {
    SessionFixture sessionFixture =
        new SessionFixture(RunMode.REVIEW, PANEL).run().round().vote("ada", Samples.ready());
    return sessionFixture
        .vote("bob", bobs.length == 0 ? Samples.ready() : Samples.notReady(bobs))
        .count();
  }

  private static List<?> list(Map<String, Object> tree, String name) {
    return (List<?>) tree.get(name);
  }

  @Test
  void aSessionBesideItselfDiffersInNothing() {
    Session session = steps("no end").session();

    Map<String, Object> diff = SessionComparison.tree(session, session);

    assertEquals(true, diff.get("same_artifact"));
    assertEquals(List.of(), diff.get("different"));
    assertEquals("both", ((Map<?, ?>) list(diff, "findings").getFirst()).get("in"));
  }

  @Test
  void whatDiffersIsNamedWithBothValues() {
    Session a = steps("no end", "no middle").session();
    Session b =
        steps("No  end.", "no start")
            .does(new SessionCommand.RequestCancel("enough"))
            .end()
            .session();

    Map<String, Object> diff = SessionComparison.tree(a, b);

    assertEquals(
        List.of(Map.of("field", "result", "a", "running", "b", "session_cancelled")),
        diff.get("different"));
    List<Object> where =
        list(diff, "findings").stream()
            .map(row ->
                (Object) (((Map<?, ?>) row).get("in") + " " + ((Map<?, ?>) row).get("statement")))
            .toList();
    assertEquals(
        List.of("both no end", "a no middle", "b no start"), where, "case and space do not count");
  }

  @Test
  void theLastVotesStandSideBySide() {
    Map<String, Object> diff = SessionComparison.tree(steps("no end").session(), steps().session());

    assertEquals(
        List.of(
            Map.of("peer", "ada", "a", "READY", "b", "READY", "same", true),
            Map.of("peer", "bob", "a", "NOT_READY", "b", "READY", "same", false)),
        diff.get("votes"));
  }
}
