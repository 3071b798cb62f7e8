package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people see of a session's events. */
class EventRendererTest {
  private static final String OPENED =
      """
      {"type":"session.created","session_id":"7f3a0000-0000-4000-8000-000000000000","mode":"ship","panel":[
       {"peer":"secrets","roles":["review"]},{"peer":"hygiene","roles":["review"]},{"peer":"tidy","roles":["author"]}]}
      {"type":"artifact.submitted","artifact":{"sha256":"5d41aa","bytes":2900,"label":"change.diff"}}
      {"type":"run.started","session_id":"7f3a0000-0000-4000-8000-000000000000","mode":"ship","ts":"2030-01-01T00:00:00.000Z"}
      {"type":"relator.drawn","draw":["tidy"]}
      {"type":"round.started","round":1,"panel":["secrets","hygiene"],"artifact":"5d41aa","ts":"2030-01-01T00:00:00.000Z"}
      """;

  private static final String REFUSED =
      """
      {"type":"ballot.cast","peer":"hygiene","status":"NOT_READY"}
      {"type":"finding.opened","finding":{"owner":"hygiene","severity":"blocking","statement":"trailing white space in src/Retry.java","citations":[{"path":"main/src/Retry.java","line":5}]}}
      {"type":"finding.opened","finding":{"owner":"hygiene","severity":"advice","statement":"long","citations":[]}}
      {"type":"ballot.cast","peer":"secrets","status":"NOT_READY"}
      {"type":"finding.opened","finding":{"owner":"secrets","severity":"blocking","statement":"looks like a key","citations":[{"path":"a.java","line":18}]}}
      {"type":"round.completed","ts":"2030-01-01T00:00:00.400Z"}
      {"type":"draft.revised","author":"tidy","from":"5d41aa","artifact":{"sha256":"9a02bb"},"changes":[{"lines":3},{"lines":1}]}
      """;

  private static final String APPROVED =
      """
      {"type":"round.started","round":2,"panel":["secrets","hygiene"],"artifact":"9a02bb","ts":"2030-01-01T00:00:00.500Z"}
      {"type":"ballot.cast","peer":"hygiene","status":"READY"}
      {"type":"ballot.cast","peer":"secrets","status":"READY"}
      {"type":"round.completed","ts":"2030-01-01T00:00:00.800Z"}
      {"type":"run.ended","run":"r1","result":"unanimous","reason":"unanimous_ready","rounds":2,"ts":"2030-01-01T00:00:00.900Z"}
      """;

  private final EventRenderer view = new EventRenderer(new TextStyle(false));

  @Test
  void aReviewReadsFromTopToBottom() throws Exception {
    assertEquals(
        """
          session 7f3a   ship · panel of 2 · author drawn: tidy
          change.diff    2.9 kB   sha256 5d41…

          round 1   secrets ✗   hygiene ✗   0.40 s
            ✗ secrets   a.java:18               looks like a key       blocking
            · hygiene                           long                   advice
            ✗ hygiene   main/src/Retry.java:5   trailing white space   blocking
          revised by tidy: 4 lines in 2 files   5d41… → 9a02…

          round 2   secrets ✓   hygiene ✓   0.30 s
        """,
        shown(OPENED + REFUSED + APPROVED));
    assertEquals("0.90 s", view.duration());
  }

  @Test
  void whereNoLineMovesOneSaysEveryFifteenSecondsWhoIsWaitedFor() throws Exception {
    HeartbeatLine heartbeat = new HeartbeatLine(view);
    shown(OPENED + REFUSED.lines().findFirst().orElseThrow() + "\n");

    assertEquals(Optional.empty(), heartbeat.at(Duration.ofSeconds(14)));
    assertEquals(
        Optional.of("still waiting, round 1 · 1 of 2 answered (15.0 s) · secrets thinking"),
        heartbeat.at(Duration.ofSeconds(15)));
    assertEquals(Optional.empty(), heartbeat.at(Duration.ofSeconds(29)));
    assertTrue(heartbeat.at(Duration.ofSeconds(61)).isPresent(), "one after a long silence");
    assertEquals(Optional.empty(), heartbeat.at(Duration.ofSeconds(74)));
  }

  private static final String ROTATED =
      """
      {"type":"session.created","session_id":"7f3a0000-0000-4000-8000-000000000000","mode":"circular","panel":[
       {"peer":"rex","roles":["author"]},{"peer":"sam","roles":["author","review"]}]}
      {"type":"artifact.submitted","artifact":{"sha256":"5d41aa","bytes":2900,"label":"plan.md"}}
      {"type":"run.started","session_id":"7f3a0000-0000-4000-8000-000000000000","mode":"circular","ts":"2030-01-01T00:00:00.000Z"}
      {"type":"relator.drawn","draw":["sam","rex"]}
      {"type":"round.started","round":1,"kind":"turn","panel":["sam"],"artifact":"5d41aa","ts":"2030-01-01T00:00:00.000Z"}
      {"type":"rotation.turned","round":1,"rotator":"sam","unchanged":false,"from":"5d41aa","artifact":{"sha256":"9a02bb"},"changes":[{"lines":3}],"streak":0,"ts":"2030-01-01T00:00:00.400Z"}
      {"type":"round.completed","round":1,"ready":[],"not_ready":["sam"],"blockers":[],"reason":"sam: it changed the artifact"}
      {"type":"round.started","round":2,"kind":"turn","panel":["rex"],"artifact":"9a02bb","ts":"2030-01-01T00:00:00.400Z"}
      {"type":"call.failed","by":"peer:rex","failure_class":"timeout","failure_code":"total"}
      {"type":"round.completed","round":2,"ready":[],"not_ready":[],"rejected":["rex"],"reason":"rex: returned no usable answer"}
      {"type":"round.started","round":3,"kind":"turn","panel":["sam"],"artifact":"9a02bb","ts":"2030-01-01T00:00:01.000Z"}
      {"type":"rotation.turned","round":3,"rotator":"sam","unchanged":true,"streak":1,"ts":"2030-01-01T00:00:01.200Z"}
      {"type":"round.completed","round":3,"ready":["sam"],"not_ready":[],"reason":"1 of 2 left it unchanged"}
      """;

  @Test
  void aRotationSaysWhoHeldItAndWhatTheyDid() throws Exception {
    assertEquals(
        """
          session 7f3a   circular · in turn: sam → rex
          plan.md    2.9 kB   sha256 5d41…

          turn 1   sam   revised 3 lines   5d41… → 9a02…   0.40 s
          turn 2   rex: returned no usable answer
          turn 3   sam   left it unchanged   1 of 2 in a row   0.20 s
        """,
        shown(ROTATED));
  }

  @Test
  void judgesSayWhatTheyRuledAndWhy() throws Exception {
    assertEquals(
        """
          judges: bob, dee about f1 (active)
            f1  · disagreement
                bob: line 3 shows it
                dee: no ruling: call_failed
        """,
        shown(
            """
            {"type":"judge.started","judges":["bob","dee"],"findings":["f1"],"mode":"active"}
            {"type":"judge.ruled","finding":"f1","promoted":false,"reason":"disagreement","judges":[{"peer":"bob","satisfied":true,"rationale":"line 3 shows it"},{"peer":"dee","failed":"call_failed"}]}
            """));
  }

  @Test
  void theMovingLineSaysWhoHasAnsweredAndWhatOthersDo() throws Exception {
    shown(OPENED + "{\"type\":\"ballot.cast\",\"peer\":\"hygiene\",\"status\":\"READY\"}\n");
    view.transientMessage(tree("{\"peer\":\"secrets\",\"text\":\"read 2 of 3 files\"}"));
    view.transientMessage(tree("{\"peer\":\"hygiene\",\"text\":\"comes too late\"}"));
    view.transientMessage(tree("{\"peer\":\"stranger\",\"text\":\"is not asked\"}"));

    assertEquals(
        "  round 1 · 1 of 2 answered (12.3 s) · secrets read 2 of 3 files",
        view.animated(Duration.ofMillis(12_300)));
  }

  @Test
  void betweenRoundsNothingMoves() throws Exception {
    shown(OPENED + REFUSED);

    assertEquals("", view.animated(Duration.ofSeconds(1)));
  }

  @Test
  void aPeerThatIsExcusedAndOneThatFailedAreMarked() throws Exception {
    String text =
        shown(
            OPENED
                + "{\"type\":\"peer.excused\",\"peer\":\"secrets\"}\n"
                + "{\"type\":\"call.failed\",\"by\":\"peer:hygiene\",\"failure_class\":\"auth\","
                + "\"failure_code\":\"bad_credentials\",\"hint\":\"no key: set A_KEY\"}\n"
                + "{\"type\":\"round.completed\",\"ts\":\"2030-01-01T00:00:00.400Z\"}\n");

    assertTrue(text.contains("secrets –   hygiene !"), text);
    assertTrue(text.contains("    ! hygiene   no key: set A_KEY\n"), text);
  }

  @Test
  void thePiecesOfAnAnswerMoveTheLineUntilItIsWhole() throws Exception {
    shown(OPENED);
    view.transientMessage(
        passing("{\"type\":\"token.delta\",\"peer\":\"secrets\",\"chars\":1200}"));
    String answering = view.animated(Duration.ofSeconds(1));
    view.transientMessage(
        passing("{\"type\":\"token.discarded\",\"peer\":\"secrets\",\"chars\":1200}"));

    assertTrue(answering.contains("secrets answering, 1200 characters"), answering);
    assertTrue(view.animated(Duration.ofSeconds(1)).contains("secrets trying again"));
  }

  private static JsonNode passing(String message) throws Exception {
    return JsonNode.of(JsonReader.readObject(message));
  }

  @Test
  void verdictOnlyReviewsHaveNoAuthor() throws Exception {
    String text =
        shown(OPENED.replace("\"ship\"", "\"review\"").replaceAll("\\{\"type\":\"rel.*\n", ""));

    assertTrue(text.startsWith("  session 7f3a   review · panel of 2 · verdict only\n"), text);
  }

  @Test
  void coloursAreASecondSignalOnly() throws Exception {
    String plain = shown(OPENED + REFUSED + APPROVED);
    EventRenderer coloured = new EventRenderer(new TextStyle(true));
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events(OPENED + REFUSED + APPROVED)) {
      coloured.lines(event).forEach(line -> text.append(line).append('\n'));
    }

    assertTrue(text.indexOf("\u001b[31m✗\u001b[0m") > 0, text::toString);
    assertEquals(plain, text.toString().replaceAll("\u001b\\[\\d+m", ""));
  }

  @Test
  void textsFromOutsideCannotMoveTheCursorOrTurnTheLine() throws Exception {
    String hostile = "\\u001b[2Jgone\\nsecond line \\u202eevil\\u0007";
    String text = shown(OPENED + REFUSED.replace("looks like a key", hostile));

    assertTrue(text.contains(" [2Jgone second line \\u{202E}evil "), text);
    assertTrue(text.chars().noneMatch(c -> c < ' ' && c != '\n'), text);
  }

  @Test
  void aLongPathKeepsItsEnd() throws Exception {
    String path = "very/".repeat(30) + "Deep.java";
    String text = shown(OPENED + REFUSED.replace("\"a.java\"", "\"" + path + "\""));

    assertTrue(text.contains("…"), text);
    assertTrue(text.contains("very/Deep.java:18   looks like a key"), text);
  }

  @Test
  void eventsThatPeopleNeedNotSeeAddNothing() throws Exception {
    assertEquals("", shown("{\"type\":\"call.reserved\"}\n{\"type\":\"some.future_note\"}\n"));
  }

  private String shown(String events) throws InvalidJsonException {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events(events)) {
      view.lines(event).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static List<JsonNode> events(String text) throws InvalidJsonException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : text.replace("[\n", "[").lines().toList()) {
      events.add(tree(line));
    }
    return events;
  }

  private static JsonNode tree(String json) throws InvalidJsonException {
    return JsonNode.of(JsonReader.read(json));
  }
}
