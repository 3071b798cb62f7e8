package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import crossreview.verdict.contract.VerdictContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictReaderTest {
  private static final String TEXT = AnswerCorpus.diffText();

  static List<AnswerCorpus.Odd> odd() {
    return AnswerCorpus.all();
  }

  @ParameterizedTest
  @MethodSource("odd")
  void eachOddAnswerGivesItsOneTypedResult(AnswerCorpus.Odd odd) {
    VerdictResult verdictResult = read(odd.answer());

    assertEquals(odd.expected(), shown(verdictResult), () -> odd.answer() + "\n" + verdictResult);
  }

  @Test
  void theCorpusIsLargeEnoughToMeanSomethingAndHalfOfItIsNoVote() {
    List<AnswerCorpus.Odd> all = AnswerCorpus.all();
    long unreadable = all.stream().filter(o -> o.expected().startsWith("unreadable")).count();

    assertTrue(all.size() >= 300, "" + all.size());
    assertTrue(unreadable * 2 >= all.size(), "" + unreadable);
  }

  @Test
  void everyFieldArrivesInTheVerdict() {
    String answer =
        """
        {"status":"NOT_READY","summary":"s","confidence":"inferred",
         "findings":[{"kind":"question","severity":"advice","statement":"why?",
           "citations":[{"path":"src/Client.java","line":11,"quote":"retry(5);"}]}],
         "dispositions":[{"finding":"f7","answer":"withdrawn","reason":"was wrong"}],
         "citations":[{"path":"docs/notes.md","line":1}]}
        """;

    Verdict verdict = assertInstanceOf(ParsedVerdict.class, read(answer)).verdict();

    assertEquals(VerdictStatus.NOT_READY, verdict.status());
    assertEquals(ConfidenceLevel.INFERRED, verdict.confidence());
    assertEquals(FindingKind.QUESTION, verdict.findings().getFirst().kind());
    assertEquals(FindingSeverity.ADVICE, verdict.findings().getFirst().severity());
    assertEquals(11, verdict.findings().getFirst().citations().getFirst().line());
    assertEquals(DispositionAnswer.WITHDRAWN, verdict.dispositions().getFirst().answer());
    assertEquals("docs/notes.md", verdict.citations().getFirst().path());
  }

  @Test
  void blockingFindingsSurviveWhenThereAreTooMany() {
    List<Object> findings = new ArrayList<>(Collections.nCopies(10, finding("advice")));
    findings.set(9, finding("blocking"));

    ParsedVerdict parsedVerdict =
        assertInstanceOf(ParsedVerdict.class, read(answer("NOT_READY", "findings", findings)));

    List<Verdict.FindingClaim> kept = parsedVerdict.verdict().findings();
    assertEquals(Verdict.FINDINGS_MAX, kept.size());
    assertEquals(FindingSeverity.BLOCKING, kept.getLast().severity());
    assertEquals(List.of("finding_left_out", "finding_left_out"), codes(parsedVerdict.remarks()));
    assertEquals(7, parsedVerdict.remarks().getFirst().index());
  }

  @Test
  void tooManyDispositionsAndCitationsAreLeftOutWithRemarks() {
    Object disposition = Map.of("finding", "f1", "answer", "resolved");
    List<Object> many = Collections.nCopies(26, disposition);
    List<Object> cited = Collections.nCopies(9, Map.of("path", "src/Client.java", "line", 11));

    ParsedVerdict first =
        assertInstanceOf(ParsedVerdict.class, read(answer("READY", "dispositions", many)));
    ParsedVerdict second =
        assertInstanceOf(ParsedVerdict.class, read(answer("READY", "citations", cited)));

    assertEquals(Verdict.DISPOSITIONS_MAX, first.verdict().dispositions().size());
    assertEquals(2, first.remarks().size());
    assertEquals(VerdictContract.CITATIONS_MAX, second.verdict().citations().size());
    assertEquals(List.of("citation_left_out"), codes(second.remarks()));
  }

  @Test
  void overlongTextsAreCutWithRemarksAndTheVoteStands() {
    Map<String, Object> finding =
        Map.of("kind", "defect", "severity", "blocking", "statement", "y".repeat(5_000));
    String answer =
        JsonWriter.of(
            Map.of(
                "status", "NOT_READY", "summary", "x".repeat(900), "findings", List.of(finding)));

    ParsedVerdict parsedVerdict = assertInstanceOf(ParsedVerdict.class, read(answer));

    assertEquals(VerdictStatus.NOT_READY, parsedVerdict.verdict().status());
    assertEquals(Verdict.SUMMARY_MAX, parsedVerdict.verdict().summary().length());
    assertEquals(2_000, parsedVerdict.verdict().findings().getFirst().statement().length());
    assertEquals(List.of("summary_cut", "statement_cut"), codes(parsedVerdict.remarks()));
    assertEquals(VerdictQuality.FORMAT_WARNING, parsedVerdict.verdictQuality());
  }

  @Test
  void aReplacementIsKeptWholeOrNotAtAll() {
    List<Map<String, Object>> findings =
        Stream.of("  fixed();\n", "z".repeat(Finding.REPLACEMENT_MAX + 1), " ")
            .map(lines ->
                Map.<String, Object>of(
                    "kind",
                    "defect",
                    "severity",
                    "advice",
                    "statement",
                    "s" + lines.length(),
                    "replacement",
                    lines))
            .toList();
    String answer =
        JsonWriter.of(Map.of("status", "READY", "summary", "read", "findings", findings));

    ParsedVerdict parsedVerdict = assertInstanceOf(ParsedVerdict.class, read(answer));

    assertEquals(
        Arrays.asList("  fixed();", null, null),
        parsedVerdict.verdict().findings().stream().map(FindingClaim::replacement).toList());
    assertEquals(List.of("empty_field", "replacement_left_out"), codes(parsedVerdict.remarks()));
  }

  @Test
  @Tag("long")
  void theLargestBallotFitsIntoALine() {
    String nasty = "\u0001\u2028".repeat(2_000);
    Object disposition = Map.of("finding", "f1", "answer", "still_open", "reason", nasty);
    Map<String, Object> all =
        Map.of(
            "status",
            "NOT_READY",
            "summary",
            nasty,
            "dispositions",
            Collections.nCopies(30, disposition),
            "citations",
            Collections.nCopies(8, Map.of("quote", "x".repeat(9_000) + nasty)),
            "\u0001".repeat(500),
            1);
    String text = "x".repeat(9_000) + nasty;

    VerdictResult verdictResult =
        VerdictReader.read(JsonWriter.of(all), AnswerCorpus.plain(text), text);

    ParsedVerdict parsedVerdict = assertInstanceOf(ParsedVerdict.class, verdictResult);
    int bytes = JsonWriter.bytes(List.of(parsedVerdict.verdict().toString())).length;
    assertTrue(bytes < 56 * 1024, bytes + " bytes");
    assertTrue(remarkBytes(parsedVerdict.remarks()) < 24 * 1024);
  }

  @Test
  void manyRemarksAreCountedInTheLast() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "READY");
    answer.put("summary", "ok");
    for (int i = 0; i < 1_000; i++) {
      answer.put("extra" + i, i);
    }

    ParsedVerdict parsedVerdict =
        assertInstanceOf(ParsedVerdict.class, read(JsonWriter.of(answer)));

    assertEquals(RemarkCollector.MAX, parsedVerdict.remarks().size());
    assertEquals("977 more", parsedVerdict.remarks().getLast().detail());
  }

  @Test
  void aCutAnswerIsToldWhereItWasCut() {
    assertEquals(
        "the JSON is cut: the text ends before it does (line 2, column 22)",
        detail("{\"status\":\"READY\",\n\"summary\":\"the change"));
    assertEquals(
        "the JSON that begins (line 2, column 1) is cut: the text ends before it does (line 3,"
            + " column 6)",
        detail("Here it is:\n{\"status\":\"READY\",\n\"summ"));
    assertEquals(
        "the JSON is cut: the text ends before it does (line 1, column 19)",
        detail("{\"status\":\"READY\", "));
  }

  private static String detail(String answer) {
    return assertInstanceOf(VerdictResult.UnreadableVerdict.class, read(answer)).detail();
  }

  @Test
  void aByteOrderMarkAndDeepNestingAreNoTrouble() {
    assertEquals("READY clean", shown(read("\ufeff{\"status\":\"READY\",\"summary\":\"ok\"}")));
    assertEquals("unreadable broken_json", shown(read("{\"a\":" + "[".repeat(5_000))));
    assertEquals("unreadable no_verdict", shown(read("{".repeat(100_000))));
    assertEquals("unreadable no_verdict", shown(read("[{\"a\":0}, ".repeat(5_000))));
    assertEquals("unreadable empty_answer", shown(read("")));
  }

  @Test
  void aRefusalNamesThePath() {
    String answer =
        "{\"status\":\"READY\",\"summary\":\"\",\"findings\":[{\"kind\":\"defect\","
            + "\"severity\":\"advice\",\"statement\":\"s\",\"citations\":[{\"line\":true}]}]}";

    UnreadableVerdict unreadableVerdict = assertInstanceOf(UnreadableVerdict.class, read(answer));

    assertEquals("wrong_type", unreadableVerdict.code());
    assertTrue(
        unreadableVerdict.detail().contains("findings[0].citations[0].line"),
        unreadableVerdict.detail());
  }

  private static Map<String, Object> finding(String severity) {
    return Map.of("kind", "defect", "severity", severity, "statement", "s");
  }

  private static String answer(String status, String field, Object value) {
    return JsonWriter.of(Map.of("status", status, "summary", "s", field, value));
  }

  private static VerdictResult read(String answer) {
    return VerdictReader.read(answer, AnswerCorpus.diff(TEXT), TEXT);
  }

  private static List<String> codes(List<BallotRemark> remarks) {
    return remarks.stream().map(BallotRemark::code).toList();
  }

  private static int remarkBytes(List<BallotRemark> remarks) {
    String all = remarks.stream().map(BallotRemark::toString).collect(Collectors.joining());
    return JsonWriter.of(all).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shown(VerdictResult verdictResult) {
    return switch (verdictResult) {
      case UnreadableVerdict unreadableVerdict -> "unreadable " + unreadableVerdict.code();
      case ParsedVerdict parsedVerdict
          when parsedVerdict.verdictQuality() == VerdictQuality.CLEAN ->
          parsedVerdict.verdict().status() + " clean";
      case ParsedVerdict parsedVerdict ->
          parsedVerdict.verdict().status()
              + " warning "
              + String.join(",", codes(parsedVerdict.remarks()));
    };
  }
}
