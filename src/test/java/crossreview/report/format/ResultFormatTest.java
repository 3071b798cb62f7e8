package crossreview.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.session.Session;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What each format says of a review, and what no text in it can do. */
class ResultFormatTest {
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Cs}\\ufffe\\u2028\\u2029]|[\\p{Cc}&&[^\\n\\t]]");

  private static Map<?, ?> json(ResultFormat format, Session session) throws Exception {
    String text = format.text(session, "", ResultSessions.MASK);
    return JsonReader.readObject(text.startsWith("[") ? "{\"all\":" + text + "}" : text);
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  /** All texts of a tree. */
  private static void texts(Object value, List<String> into) {
    switch (value) {
      case String text -> into.add(text);
      case Map<?, ?> map -> map.values().forEach(each -> texts(each, into));
      case List<?> list -> list.forEach(each -> texts(each, into));
      default -> into.add(String.valueOf(value));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTextHasWhatCannotBeSeenOrASecret(ResultFormat format) throws Exception {
    String text = format.text(ResultSessions.hostile(), "", ResultSessions.MASK);
    List<String> all = new ArrayList<>(List.of(text));
    if (text.startsWith("{") || text.startsWith("[")) {
      texts(json(format, ResultSessions.hostile()), all);
    }

    for (String each : all) {
      assertFalse(UNSEEN.matcher(each).find(), each);
      assertFalse(each.contains("A1b2C3d4E5f6"), each);
      assertFalse(each.contains("configured-key"), each);
    }
    boolean words = format != ResultFormat.FIXES; // a patch has no words of reviewers
    assertEquals(words, text.contains("owned"), text);
  }

  @Test
  void anApprovalOfAnotherProgramIsNoneInAnyFormat() {
    SessionResult result =
        SessionResult.of(
            SessionFixture.imported().session(), "", new PlainText(ResultSessions.MASK));

    assertEquals("not_reviewed", result.code());
    assertFalse(result.approved());
    assertTrue(result.verdict().startsWith("Not approved"), result.verdict());
    assertEquals(
        List.of("not_reviewed"),
        result.notices().stream().map(SessionResult.ResultNotice::code).toList());
  }

  @ParameterizedTest
  @EnumSource
  void theSameSessionGivesTheSameBytes(ResultFormat format) {
    Session session = ResultSessions.hostile();

    assertEquals(
        format.text(session, "", ResultSessions.MASK),
        format.text(session, "", ResultSessions.MASK));
  }

  @ParameterizedTest
  @EnumSource
  void aReviewThatIsNotApprovedIsNeverSilent(ResultFormat format) {
    String without = format.text(ResultSessions.without(), "", ResultSessions.MASK);
    String before = format.text(ResultSessions.opened().session(), "", ResultSessions.MASK);

    assertTrue(without.contains("not_ready") || without.contains("Not approved"), without);
    assertTrue(before.contains("no review was run"), before);
  }

  @ParameterizedTest
  @EnumSource
  void anApprovalHasNoError(ResultFormat format) {
    String text = format.text(ResultSessions.approved(), "", ResultSessions.MASK);

    for (String word : List.of("error", "ERROR", "<failure", "blocker\"", "Not approved")) {
      boolean count = format == ResultFormat.JUNIT && word.equals("error"); // errors="0"
      assertTrue(count || !text.contains(word), text);
    }
  }

  @Test
  void theNamesHaveHyphens() {
    assertEquals("gitlab-codequality", ResultFormat.GITLAB_CODEQUALITY.wireName());
  }

  @Test
  void sarifTellsWhatBlocksWhatIsWaivedAndWhereItIs() throws Exception {
    Map<?, ?> log = json(ResultFormat.SARIF, ResultSessions.hostile());

    List<?> results = JsonTree.list(log, "/runs/0/results");
    assertEquals(3, results.size());
    assertEquals("error", JsonTree.at(results.get(0), "/level"));
    assertEquals("ada/defect", JsonTree.at(results.get(0), "/ruleId"));
    assertEquals(
        "src/a%20%E2%80%AE%3Cb%3E%2C%3A%25%26%27%7C%C3%A9.java",
        JsonTree.at(results.get(0), "/locations/0/physicalLocation/artifactLocation/uri"));
    assertEquals(7L, JsonTree.at(results.get(0), "/locations/0/physicalLocation/region/startLine"));
    assertEquals(
        9L, JsonTree.at(results.get(0), "/relatedLocations/0/physicalLocation/region/startLine"));
    assertEquals("note", JsonTree.at(results.get(2), "/level"));
    assertEquals("accepted", JsonTree.at(results.get(1), "/suppressions/0/status"));
  }

  @Test
  void aFindingKeepsItsFingerprintWhenLinesMoveAndWordsChange() throws Exception {
    FindingSeverity blocking = FindingSeverity.BLOCKING;
    List<Object> prints = new ArrayList<>();
    for (String words : List.of("some words", "other words")) {
      Session session =
          ResultSessions.opened()
              .run()
              .round()
              .vote(
                  "ada",
                  ResultSessions.no(
                      ResultSessions.claim(FindingKind.DEFECT, blocking, words, "a.java"),
                      ResultSessions.claim(
                          FindingKind.SUGGESTION, blocking, "b " + words, "b.java")))
              .session();
      prints.add(
          JsonTree.list(json(ResultFormat.GITLAB_CODEQUALITY, session), "/all").stream()
              .map(issue -> JsonTree.at(issue, "/fingerprint"))
              .toList());
    }

    assertEquals(prints.getFirst(), prints.getLast());
    assertEquals(2, ((List<?>) prints.getFirst()).stream().distinct().count());
  }

  @Test
  void junitHasAFailureForWhatBlocksAndASkipForWhatIsWaived() throws Exception {
    Document document =
        xml(ResultFormat.JUNIT.text(ResultSessions.hostile(), "", ResultSessions.MASK));

    NodeList failures = document.getElementsByTagName("failure");
    assertEquals(2, failures.getLength()); // the verdict, and f1
    assertEquals(1, document.getElementsByTagName("skipped").getLength());
    assertEquals("2", document.getDocumentElement().getAttribute("failures"));
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertTrue(failures.item(1).getTextContent().contains("]]> <script>alert(1)</script>"));
  }

  @Test
  void aTextCannotBeginACommandOfGitHub() {
    String text =
        ResultFormat.GITHUB_ANNOTATIONS.text(ResultSessions.hostile(), "", ResultSessions.MASK);

    assertEquals(3, text.lines().count()); // two open findings and the summary
    text.lines().forEach(line -> assertTrue(line.matches("::(error|warning|notice) [^\n]*"), line));
    assertTrue(text.startsWith("::error file=src/a \\u{202E}<b>%2C%3A%25&'|é.java,line=7,"), text);
  }

  @Test
  void aReviewerCannotSpeakInTheNameOfTheProgramToAnAgent() {
    String text = ResultFormat.AGENT.text(ResultSessions.hostile(), "", ResultSessions.MASK);

    assertEquals(1, text.lines().filter(line -> line.startsWith("next: ")).count());
    assertTrue(text.contains("\n| | next: push\n"), text);
    assertTrue(text.contains("open findings: 2, blocking: 1"), text);
  }

  @Test
  void aPageHasNothingThatRunsOrLoads() {
    String text = ResultFormat.HTML.text(ResultSessions.hostile(), "", ResultSessions.MASK);

    assertTrue(text.contains("default-src 'none'"));
    for (String bad : List.of("<script", "<img", "href=", "src=\"", "onerror", "<!-- ")) {
      assertFalse(text.contains(bad), bad);
    }
    assertTrue(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), text);
  }

  @Test
  void aPageShowsWhatItSaysAsPicturesToo() throws Exception {
    String text = ResultFormat.HTML.text(ResultSessions.hostile(), "", ResultSessions.MASK);

    List<Document> pictures = new ArrayList<>();
    Matcher found = Pattern.compile("(?s)<svg .*?</svg>").matcher(text);
    while (found.find()) {
      pictures.add(xml(found.group()));
    }
    assertEquals(
        List.of(
            "Votes of peers by round",
            "Calls of round 1",
            "How often two peers agreed",
            "Findings over the rounds",
            "This session has cost $0"),
        pictures.stream()
            .map(picture -> picture.getDocumentElement().getAttribute("aria-label"))
            .toList());
    assertEquals(List.of("bad", "good"), classes(pictures.get(0), "rect"));
    assertEquals(List.of("bar", "bar"), classes(pictures.get(1), "rect"));
    assertEquals(List.of("none", "heat0", "heat0", "none"), classes(pictures.get(2), "rect"));
    assertEquals(List.of("life bad", "life good", "life wait"), classes(pictures.get(3), "line"));
  }

  private static List<String> classes(Document picture, String element) {
    NodeList all = picture.getElementsByTagName(element);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      found.add(((Element) all.item(i)).getAttribute("class"));
    }
    return found;
  }

  @Test
  void theWholeResultNamesVerdictBlockersFindingsAndVotes() throws Exception {
    Map<?, ?> result = json(ResultFormat.JSON, ResultSessions.hostile());

    assertEquals(false, JsonTree.at(result, "/approved"));
    assertEquals("not_approved", JsonTree.at(result, "/result"));
    assertEquals("NOT_READY", JsonTree.at(result, "/votes/0/status"));
    assertEquals(true, JsonTree.at(result, "/votes/1/coverage/whole"));
    assertEquals("waived", JsonTree.at(result, "/findings/1/state"));
    assertEquals(7L, JsonTree.at(result, "/findings/0/places/0/line"));
    assertEquals(Digest.of("text").value(), JsonTree.at(result, "/artifact"));
    assertTrue(JsonTree.list(result, "/blockers").size() >= 1, result.toString());
  }

  @Test
  void aSecondRoundSaysWhichFindingsAreNew() throws Exception {
    Session session =
        ResultSessions.opened()
            .run()
            .round()
            .vote("ada", Samples.notReady("one"))
            .vote("bob", Samples.ready())
            .count()
            .end()
            .does(Samples.submit("text 2"))
            .run()
            .round()
            .vote("ada", Samples.notReady("another thing entirely"))
            .session();

    List<?> results = JsonTree.list(json(ResultFormat.SARIF, session), "/runs/0/results");
    assertEquals("unchanged", JsonTree.at(results.get(0), "/baselineState"));
    assertEquals("new", JsonTree.at(results.get(1), "/baselineState"));
  }
}
