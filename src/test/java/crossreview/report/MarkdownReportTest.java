package crossreview.report;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static crossreview.testkit.PeerScript.silence;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.FailureClass;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.review.RunRequest;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read about a session afterwards. */
class MarkdownReportTest {
  private static final Pattern STAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  /** A sign that Markdown or a terminal would act on, in what peers said. */
  private static final Pattern BARE =
      Pattern.compile("(?<!\\\\)[\\[\\]<>`*~&|#_]|(?<!\\\\)://|[\\p{Cc}\u202e\u2028]");

  @TempDir Path dir;

  @Test
  void aUnanimousSessionSaysSoFirstAndHowToCheckIt() {
    Session session =
        run(
            RunMode.SHIP,
            ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready())),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.author(
                "rex",
                peerRequest ->
                    new PeerScript.Act.Say(peerRequest.requestMaterial().text() + "end\n")));

    assertEquals(
        """
        # Review change.diff

        **Unanimous** after 2 rounds. The approved text is a revision: it is not the text that was submitted. \s
        `ID`, opened TIME by caller, last line 29 at TIME.

        ## Settled findings

        - **f1** ada, blocking defect, round 1: no end
          - resolved by peer:ada, TIME

        ## Round 1

        On `DIGEST`: divided, 1 blocker.

        | peer | verdict | confidence | time | cost | summary |
        | --- | --- | --- | --- | --- | --- |
        | ada | NOT_READY | verified |  | 0 | scripted |
        | bob | READY | verified |  | 0 | scripted |

        ## Round 2

        On `DIGEST`: unanimous, 2 of 2 voted, all READY.

        | peer | verdict | confidence | time | cost | summary |
        | --- | --- | --- | --- | --- | --- |
        | ada | READY | verified |  | 0 | scripted |
        | bob | READY | verified |  | 0 | scripted |

        ## Terms

        - Policy `unanimous` version 1: unanimous, citations remark.
        - Limits: max_rounds 8, wall_clock_minutes 60, session_usd not set.

        ## Money

        Booked 0 USD over 5 calls.

        ## What was sent to whom

        | call | peer | model | round | for | fate |
        | --- | --- | --- | --- | --- | --- |
        | c1 | ada | m1 | 1 | review | answered |
        | c2 | bob | m1 | 1 | review | answered |
        | c3 | rex | m1 | 1 | revise | answered |
        | c4 | ada | m1 | 2 | review | answered |
        | c5 | bob | m1 | 2 | review | answered |

        ## Remarks

        - Independence: 2 of 2 voted in the last round, from 1 family of peers.
        - Judged by earlier agreement: unknown, 0 of 20 shared rounds of ada (m1) and bob (m1).
        - Revised by rex; authors do not vote.

        ## How to verify

        `crossreview verify ID` checks the chain of 29 lines, every stored text and every vote against its digest.
        The approved bytes have the SHA-256 `DIGEST`; `sha256sum final.md` shows the same. That file is the exact text: what looks like a secret in it is not masked.
        The submitted bytes have the SHA-256 `DIGEST`. `crossreview apply ID` replaces them by the approved ones.
        """,
        plain(session));
  }

  @Test
  void aRequestForAPersonIsAmongTheFirstThings() {
    try (ReviewHarness bench =
        new ReviewHarness(
            dir, ScriptedPeer.reviewer("ada", ready()), ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      SessionCommand escalate =
          new SessionCommand.Escalate("who decides?", EscalationSeverity.CRITICAL);
      get(bench.store().sessions().record(id, escalate, CALLER));

      String report = MarkdownReport.markdown(bench.run(id));

      assertTrue(report.contains("## A person was asked for\n\n- **critical**, "), report);
      assertTrue(report.contains(" by caller: who decides?"), report);
    }
  }

  @Test
  void aDividedSessionSaysFirstWhoBlocksAndWhy() {
    Session session =
        run(
            RunMode.REVIEW,
            ScriptedPeer.reviewer("ada", notReady("no end")),
            ScriptedPeer.reviewer("bob", ready()));

    assertBegins(
        """
        # Review change.diff

        **Not unanimous** after 1 round: the findings are returned to the caller (`handed_back`), 1 blocker; the session is open for a new artifact. \s
        `ID`, opened TIME by caller, last line N at TIME.

        ## Who blocks and why

        - **ada** `not_ready` f1: no end

        ## Open findings

        - **f1** ada, blocking defect, round 1: no end

        ## Round 1
        """,
        session);
  }

  @Test
  void aCancelledSessionSaysWhoHadNotAnswered() {
    ScriptedPeer mute = ScriptedPeer.reviewer("bob", silence());
    try (ReviewHarness bench =
        new ReviewHarness(dir, ScriptedPeer.reviewer("ada", ready()), mute)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> mute.asks().size() == 1);
      get(bench.reviews().cancel(id, "enough", CALLER));

      String report = plain(bench.ended(id));

      assertTrue(
          report.contains(
              "\n**Closed** without unanimity after 1 round: it was cancelled"
                  + " (`session_cancelled`).  \n"),
          report);
      assertTrue(report.contains("\n| bob | no vote |  |  | 0 | has not answered |\n"), report);
      assertTrue(report.contains("`, never counted.\n"), report);
    }
  }

  @Test
  void aSessionWithoutMoneyLeftShowsWhereItWent() {
    CallPricing callPricing = new CallPricing.CeilingPricing(Money.of("0.50"));
    ReviewLimits reviewLimits = new ReviewLimits(8, 2, 60, Money.of("1.20"), 100_000, 256);
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", says("another\n"));
    try (ReviewHarness bench =
        new ReviewHarness(
            dir,
            ada.priced(callPricing, Money.of("0.40")),
            bob.priced(callPricing, Money.of("0.30")),
            rex.priced(callPricing, Money.of("0.20")))) {
      String report = plain(bench.run(bench.open(RunMode.SHIP, "text\n", reviewLimits)));

      assertTrue(
          report.contains("the next call could cost more than is left (`budget_exhausted`)"),
          report);
      assertTrue(
          report.contains(
              """
              ## Money

              Booked 0.9 USD over 3 calls.

              | peer | review | repair | cite | revise | all |
              | --- | --- | --- | --- | --- | --- |
              | ada | 0.4 | 0 | 0 | 0 | 0.4 |
              | bob | 0.3 | 0 | 0 | 0 | 0.3 |
              | rex | 0 | 0 | 0 | 0.2 | 0.2 |
              | all | 0.7 | 0 | 0 | 0.2 | 0.9 |
              """),
          report);
    }
  }

  @Test
  void aPeerThatWasExcusedIsSaidToBe() {
    Session session =
        run(
            RunMode.REVIEW,
            ScriptedPeer.reviewer("ada", ready()),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.reviewer("cy", fails(FailureClass.AUTH)));

    assertTrue(plain(session).contains("\n| cy | excused |  |  | 0 | auth |\n"), plain(session));
    assertTrue(plain(session).contains("\n- Degraded panel: without cy.\n"), plain(session));
  }

  @Test
  void aSessionThatWasOnlyOpenedHasAReportToo() {
    try (ReviewHarness bench = new ReviewHarness(dir, ScriptedPeer.reviewer("ada", ready()))) {
      String report = plain(bench.view(bench.open(RunMode.REVIEW, "text\n")));

      assertTrue(report.contains("\n**Open**, no run was started yet.  \n"), report);
      assertFalse(report.contains("## Round"), report);
    }
  }

  /** What would be structure, a link, HTML, an entity or an order to a terminal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x | y |\n## Approved",
        "```\ncode\n```\n~~~",
        "<script>alert(1)</script> &lt;b&gt; <!--",
        "[click](http://evil) ![i](u) https://evil",
        "\u001b[2J\u009b2J \u202e\u2028## Approved",
        "\r\n- **f2** bob: fine\r\n\r\n# Unanimous",
        "`code` *bold* _it_ ~~no~~ \\| \\` $x$"
      })
  void textsFromOutsideCannotPretendToBeStructure(String hostile) {
    List<String> harmless = lines("harmless");

    List<String> lines = lines(hostile);

    assertEquals(harmless.size(), lines.size(), () -> String.join("\n", lines));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (harmless.get(i).contains("harmless")) {
        String theirs = line.substring(line.indexOf(": ") + 2);
        assertFalse(BARE.matcher(theirs).find(), line);
      } else {
        assertEquals(harmless.get(i), line);
      }
    }
  }

  /** The report of a refusal with this statement, without its stamps. */
  private List<String> lines(String statement) {
    Session session =
        run(
            RunMode.REVIEW,
            ScriptedPeer.reviewer("ada", notReady(statement)),
            ScriptedPeer.reviewer("bob", ready()));
    return plain(session).lines().toList();
  }

  private void assertBegins(String expected, Session session) {
    String report = plain(session).replaceAll("last line \\d+", "last line N");
    assertEquals(expected, report.substring(0, Math.min(expected.length(), report.length())));
  }

  private Session run(RunMode runMode, ScriptedPeer... peers) {
    try (ReviewHarness bench = new ReviewHarness(dir, peers)) {
      SessionId id = bench.open(runMode, "text\n");
      return bench.run(id);
    }
  }

  /** The report without what differs from run to run. */
  private static String plain(Session session) {
    String report = MarkdownReport.markdown(session).replace(session.id().value(), "ID");
    return STAMP
        .matcher(report)
        .replaceAll("TIME")
        .replaceAll("[0-9a-f]{64}", "DIGEST")
        .replaceAll("\\| \\d+\\.\\d s \\|", "|  |");
  }
}
