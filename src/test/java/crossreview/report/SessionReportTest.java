package crossreview.report;

import static crossreview.testkit.Script.fails;
import static crossreview.testkit.Script.inTurn;
import static crossreview.testkit.Script.notReady;
import static crossreview.testkit.Script.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.FailureClass;
import crossreview.model.Mode;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.Script;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read about a session afterwards. */
class SessionReportTest {
  private static final Pattern STAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  @TempDir Path dir;

  @Test
  void aUnanimousSessionSaysSoFirstAndHowToCheckIt() {
    Session session =
        run(
            Mode.SHIP,
            ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready())),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.author("rex", ask -> new Script.Act.Say(ask.material().text() + "end\n")));

    assertEquals(
        """
        # Review change.diff

        **Unanimous** after 2 rounds. \s
        Session `ID`, opened TIME by caller, last line 28 at TIME.

        ## Settled findings

        - **f1** ada, blocking defect, round 1: no end
          - resolved by peer:ada, TIME

        ## Round 1

        On `DIGEST`: divided, 1 blocker.

        | peer | verdict | confidence | cost | summary |
        | --- | --- | --- | --- | --- |
        | ada | NOT_READY | verified | 0 | scripted |
        | bob | READY | verified | 0 | scripted |

        ## Round 2

        On `DIGEST`: unanimous, 2 of 2 voted, all READY.

        | peer | verdict | confidence | cost | summary |
        | --- | --- | --- | --- | --- |
        | ada | READY | verified | 0 | scripted |
        | bob | READY | verified | 0 | scripted |

        ## Money

        Booked 0 USD over 5 calls: ada 0, bob 0, rex 0.

        ## How to verify

        `crossreview verify ID` checks the chain of 28 lines, every stored text and every vote against its digest.
        The approved bytes have the SHA-256 `DIGEST`; `sha256sum final.md` shows the same.
        """,
        plain(session));
  }

  @Test
  void whoBlocksAndWhyComesBeforeEverythingElse() {
    Session session =
        run(
            Mode.REVIEW,
            ScriptedPeer.reviewer("ada", notReady("no end")),
            ScriptedPeer.reviewer("bob", ready()));

    List<String> lines = plain(session).lines().toList();

    assertEquals(
        "**Not unanimous**: handed_back after 1 round; the session is open for a new artifact.  ",
        lines.get(2));
    assertEquals("## Who blocks and why", lines.get(5));
    assertTrue(lines.get(7).startsWith("- **ada** "), lines.get(7));
    assertTrue(lines.indexOf("## Open findings") > 7, () -> String.join("\n", lines));
  }

  @Test
  void aPeerThatWasExcusedIsSaidToBe() {
    Session session =
        run(
            Mode.REVIEW,
            ScriptedPeer.reviewer("ada", ready()),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.reviewer("cy", fails(FailureClass.AUTH)));

    assertTrue(plain(session).contains("\n| cy | excused |  | 0 | auth |\n"), plain(session));
  }

  @Test
  void textsFromOutsideCannotPretendToBeStructure() {
    String hostile = "x | y |\n## Approved\n<b>[click](http://evil)</b> `code` ![i](u) *bold*";
    Session session =
        run(
            Mode.REVIEW,
            ScriptedPeer.reviewer("ada", notReady(hostile)),
            ScriptedPeer.reviewer("bob", ready()));

    String report = SessionReport.markdown(session);

    assertTrue(report.lines().noneMatch(line -> line.startsWith("## Approved")), report);
    assertTrue(report.contains("x \\| y \\| \\#\\# Approved \\<b\\>\\[click\\]"), report);
  }

  private Session run(Mode mode, ScriptedPeer... peers) {
    try (ReviewBench bench = new ReviewBench(dir, peers)) {
      SessionId id = bench.open(mode, "text\n");
      return bench.run(id);
    }
  }

  /** The report without what differs from run to run. */
  private static String plain(Session session) {
    String report = SessionReport.markdown(session).replace(session.id().value(), "ID");
    return STAMP.matcher(report).replaceAll("TIME").replaceAll("[0-9a-f]{64}", "DIGEST");
  }
}
