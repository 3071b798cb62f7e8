package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.JsonNode;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import crossreview.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last lines of a review: the answer, who blocks and why, what to do next. */
class ReviewSummaryTest {
  private static final String ID = "7f3a0000-0000-4000-8000-000000000000";
  private static final String WHOLE = "{\"ok\":true,\"lines\":41,\"texts\":19}";

  @Test
  void aUnanimousReviewEndsWithTextReportAndProof() throws Exception {
    assertEquals(
        """
          ────────────────────────────────────────────────────────────────────────────
          UNANIMOUS after 2 rounds   0.90 s   41 events   cost 0
          text     /data/7f3a/final.md
          report   /data/7f3a/session-report.md
          proof    chain ok · 41 lines · 19 texts   crossreview verify 7f3a
        """,
        ending(
            "{\"head\":41,\"cost\":\"0\",\"rounds\":[{},{}],\"outcome\":\"converged\"}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"unanimous\","
                + "\"reason\":\"unanimous_ready\",\"ts\":\"2030-01-01T00:00:00.900Z\"}"));
  }

  @Test
  void oneThatShowedNothingAsksForAnotherText() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"round.started\",\"round\":1,\"panel\":[\"ada\"]}",
            "{\"type\":\"round.completed\",\"blockers\":[]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"refused\","
                + "\"reason\":\"nothing_to_review\",\"ts\":\"2030-01-01T00:00:00.400Z\"}");

    assertTrue(said.contains("next     submit a text that shows what is to be reviewed"), said);
    assertFalse(said.contains("fix it"), said);
  }

  @Test
  void aRefusedOneSaysWhoBlocksBeforeWhatToDoNext() throws Exception {
    assertEquals(
        """
          ────────────────────────────────────────────────────────────────────────────
          NOT UNANIMOUS: handed_back after 1 round   0.40 s   21 events   cost 0.41
            ✗ ada        open_finding f1   no end
            ✗ bob        too_large   the text does not fit
          report   /data/7f3a/session-report.md
          proof    chain ok · 41 lines · 19 texts   crossreview verify 7f3a

          next     fix it, then: crossreview review --session 7f3a FILE
          or       crossreview answer 7f3a f1 satisfied|deferred|rejected --note TEXT
        """,
        ending(
            "{\"head\":21,\"cost\":\"0.41\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"round.started\",\"round\":1,\"panel\":[\"ada\",\"bob\"]}",
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"ada\",\"code\":\"open_finding\",\"finding\":\"f1\",\"detail\":\"no"
                + " end\"},{\"peer\":\"bob\",\"code\":\"too_large\",\"detail\":\"the text does not"
                + " fit\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"handed_back\","
                + "\"reason\":\"handed_back\",\"ts\":\"2030-01-01T00:00:00.400Z\"}"));
  }

  @Test
  void aFileThatNobodyCouldSeeIsNamedWithBothWaysToExcludeIt() throws Exception {
    assertEquals(
        """
          ────────────────────────────────────────────────────────────────────────────
          NOT UNANIMOUS: handed_back after 1 round   0.40 s   21 events   cost 0
            ✗ -          not_shown   big.txt (its content is not shown)
          report   /data/7f3a/session-report.md
          proof    chain ok · 41 lines · 19 texts   crossreview verify 7f3a

          rule     somebody else may rule that a file need not be shown: crossreview exclude 7f3a PATH --reason WHY
                   or the branch that the change goes into excludes it: "exclude" in .crossreview/config.json
          next     nothing is held against the text: settle what is said above, then: crossreview review --session 7f3a
        """,
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"round.started\",\"round\":1,\"panel\":[\"ada\"]}",
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"-\",\"code\":\"not_shown\","
                + "\"detail\":\"big.txt (its content is not shown)\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"handed_back\","
                + "\"reason\":\"handed_back\",\"ts\":\"2030-01-01T00:00:00.400Z\"}"));
  }

  @Test
  void aLongNameOfAPeerDoesNotRunIntoWhatComesAfterIt() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"eleven-long\",\"code\":\"too_large\",\"detail\":\"the"
                + " text does not fit\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"handed_back\"}");

    assertTrue(said.contains("✗ eleven-long too_large   the text does not fit"), said);
  }

  @Test
  void whereNobodyHoldsAnythingAgainstTheTextNobodyIsToldToFixIt() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"ada\",\"code\":\"no_usable_vote\","
                + "\"detail\":\"output_truncated\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"handed_back\"}");

    assertTrue(said.endsWith("crossreview review --session 7f3a\n"), said);
    assertFalse(said.contains("fix it"), said);
  }

  /** The finding of an earlier run is not among the events of this one. */
  @Test
  void aFindingOfAnEarlierRunCanBeSettledToo() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{},{}]}",
            WHOLE,
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"tests\",\"finding\":\"f1\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r2\",\"result\":\"handed_back\"}");

    assertTrue(
        said.endsWith("crossreview answer 7f3a f1 satisfied|deferred|rejected --note TEXT\n"),
        said);
  }

  @Test
  void aRequestForEvidenceCanBeAnsweredToo() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}]}",
            WHOLE,
            "{\"type\":\"finding.opened\",\"finding\":{\"id\":\"f1\",\"kind\":\"defect\"}}",
            "{\"type\":\"finding.opened\",\"finding\":{\"id\":\"f2\",\"kind\":\"evidence_request\"}}",
            "{\"type\":\"round.completed\",\"blockers\":[{\"peer\":\"ada\",\"finding\":\"f1\"},"
                + "{\"peer\":\"bob\",\"finding\":\"f2\"}]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"handed_back\"}");

    assertTrue(
        said.endsWith(
            " FILE\n"
                + "  or       crossreview answer 7f3a f2 satisfied|deferred|rejected --note"
                + " TEXT\n"),
        said);
  }

  @Test
  void aCancelledOneOffersNoNextTryAndDamageIsSaidLoudly() throws Exception {
    assertEquals(
        """
          ────────────────────────────────────────────────────────────────────────────
          NOT UNANIMOUS: session_cancelled after 0 rounds   0.10 s   9 events   cost 0
          report   /data/7f3a/session-report.md
          proof    DAMAGED: blobs/ab is missing   crossreview verify 7f3a
        """,
        ending(
            "{\"head\":9,\"cost\":\"0\",\"rounds\":[],\"outcome\":\"aborted\"}",
            "{\"ok\":false,\"damages\":[{\"file\":\"blobs/ab\",\"reason\":\"is missing\"}]}",
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"cancelled\","
                + "\"reason\":\"session_cancelled\",\"ts\":\"2030-01-01T00:00:00.100Z\"}"));
  }

  @Test
  void aPanelOfWhichSomebodyWasExcusedIsNamedInTheSameLine() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}],\"outcome\":\"converged\"}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"round.completed\",\"ready\":[\"ada\",\"bob\"],\"excused\":[\"cem\"]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"unanimous\","
                + "\"reason\":\"unanimous_ready\",\"ts\":\"2030-01-01T00:00:00.400Z\"}");

    assertTrue(said.contains("  UNANIMOUS, 2 of 3 voted, after 1 round   0.40 s"), said);
  }

  @Test
  void anObjectionThatDoesNotCountAnyMoreIsNamedInTheSameLine() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{},{}],\"outcome\":\"converged\"}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"round.completed\",\"ready\":[\"ada\"],\"not_ready\":[\"bob\"]}",
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"unanimous\","
                + "\"reason\":\"unanimous_ready\",\"ts\":\"2030-01-01T00:00:00.400Z\"}");

    assertTrue(
        said.contains("  UNANIMOUS, 1 objection settled or not about the change, after 2 rounds"),
        said);
  }

  @Test
  void whoRepeatsARefusedReviewIsToldAgainWhatToFix() throws Exception {
    String said =
        ending(
            "{\"head\":21,\"cost\":\"0\",\"rounds\":[{\"blockers\":[{\"peer\":\"ada\","
                + "\"code\":\"open_finding\",\"finding\":\"f1\",\"detail\":\"no end\"}]}]}",
            WHOLE,
            "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
            "{\"type\":\"run.ended\",\"run\":\"r2\",\"result\":\"stopped\",\"reason\":\"nothing_new\",\"detail\":\"the"
                + " panel has voted on these bytes\",\"ts\":\"2030-01-01T00:00:00.400Z\"}");

    assertTrue(said.contains("why      the panel has voted on these bytes"), said);
    assertTrue(said.contains("✗ ada        open_finding f1   no end"), said);
    assertTrue(said.contains("crossreview answer 7f3a f1 "), said);
  }

  @Test
  void howIndependentTheVotesAreIsSaidOnceItIsKnown() throws Exception {
    String unknown = withFigure("{\"voters\":2,\"unknown\":\"0 of 20 shared rounds\"}");
    String known = withFigure("{\"voters\":3,\"votes\":\"1.40\",\"below_floor\":true}");

    assertFalse(unknown.contains("votes    "), unknown);
    assertTrue(
        known.contains("  votes    3 votes are worth 1.40 independent votes   fewer than"), known);
  }

  private static String withFigure(String figure) throws Exception {
    return ending(
        "{\"head\":21,\"cost\":\"0\",\"rounds\":[{}],\"outcome\":\"converged\"}",
        WHOLE,
        "{\"type\":\"run.started\",\"ts\":\"2030-01-01T00:00:00.000Z\"}",
        "{\"type\":\"round.completed\",\"ready\":[\"ada\"],\"independence\":" + figure + "}",
        "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"unanimous\","
            + "\"reason\":\"unanimous_ready\",\"ts\":\"2030-01-01T00:00:00.400Z\"}");
  }

  @Test
  void aRevisionIsShownWithItsSecretsMaskedAndHowToApplyIt() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CliContext cliContext = CliContextFixture.writingTo(new PrintStream(out, true, UTF_8));
    String key = "sk-live-" + "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c";

    new ReviewSummary(new TerminalScreen(cliContext), new TextStyle(false), cliContext)
        .revision(
            new SessionTexts.TextPair("one\nkey = \"" + key + "\"  \ntwo\n", "one\ntwo\n"), ID);

    String said = out.toString(UTF_8);
    assertTrue(
        said.contains("REVISED  The approved text is not the one that you submitted."), said);
    assertTrue(said.contains("Your files are unchanged"), said);
    assertTrue(said.contains("    -key = "), said);
    assertFalse(said.contains(key), said);
    assertTrue(said.endsWith("  apply    crossreview apply 7f3a\n"), said);
  }

  @Test
  void anApprovedTextWithWhatLooksLikeASecretSaysSoWhereItIsOffered(@TempDir Path folder)
      throws Exception {
    Path blobs = Files.createDirectory(folder.resolve("blobs"));
    Files.writeString(blobs.resolve("ab12"), "a plan\nwith AKIA" + "QWZRTPLKHGFDSBVN\n");

    String said =
        ending(
            folder,
            "{\"head\":9,\"cost\":\"0\",\"rounds\":[{}],\"approved_sha256\":\"ab12\"}",
            WHOLE,
            "{\"type\":\"run.ended\",\"run\":\"r1\",\"result\":\"unanimous\"}");

    assertTrue(
        said.contains(
            "final.md\n           the exact text, with 1 possible secret (line 2: aws_ac"),
        said);
  }

  private static String ending(String session, String verified, String... events) throws Exception {
    return ending(Path.of("/data/7f3a"), session, verified, events);
  }

  private static String ending(Path folder, String session, String verified, String... events)
      throws Exception {
    EventRenderer view = new EventRenderer(new TextStyle(false));
    for (String event : events) {
      view.lines(JsonNode.of(JsonReader.read(event)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CliContext cliContext = CliContextFixture.writingTo(new PrintStream(out, true, UTF_8));
    new ReviewSummary(new TerminalScreen(cliContext), new TextStyle(false), cliContext)
        .show(
            new ReviewSummary.SummaryFacts(
                ID,
                JsonNode.of(JsonReader.read(session)),
                JsonNode.of(JsonReader.read(verified)),
                view,
                folder));
    return out.toString(UTF_8);
  }
}
