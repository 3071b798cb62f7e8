package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.report.SessionComparison.FieldDifference;
import crossreview.report.SessionComparison.VotePair;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
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

  @Test
  void aSessionBesideItselfDiffersInNothing() {
    Session session = steps("no end").session();

    SessionComparison diff = SessionComparison.of(session, session);

    assertTrue(diff.sameArtifact());
    assertEquals(List.of(), diff.different());
    assertEquals("both", diff.findings().getFirst().in());
  }

  @Test
  void whatDiffersIsNamedWithBothValues() {
    Session a = steps("no end", "no middle").session();
    Session b =
        steps("No  end.", "no start")
            .does(new SessionCommand.RequestCancel("enough"))
            .end()
            .session();

    SessionComparison diff = SessionComparison.of(a, b);

    assertEquals(
        List.of(new FieldDifference("result", "running", "session_cancelled")), diff.different());
    List<String> where =
        diff.findings().stream().map(pair -> pair.in() + " " + pair.statement()).toList();
    assertEquals(
        List.of("both no end", "a no middle", "b no start"), where, "case and space do not count");
  }

  @Test
  void theLastVotesStandSideBySide() {
    SessionComparison diff = SessionComparison.of(steps("no end").session(), steps().session());

    assertEquals(
        List.of(
            new VotePair("ada", "READY", "READY", true),
            new VotePair("bob", "NOT_READY", "READY", false)),
        diff.votes());
  }
}
