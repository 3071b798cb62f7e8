package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.json.JsonWriter;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is tolerated in an answer is remarked, and what is filled in is what the contract says.
 */
class AnswerRemarksTest {
  private static final String REFUSAL = "{\"status\":\"NOT_READY\",\"summary\":\"no\"}";

  static Stream<Arguments> wrappers() {
    return Stream.of(
        Arguments.of("\033[1m%s\033[0m", "terminal_codes: terminal codes were removed"),
        Arguments.of("%s<|im_end|>", "chat_markup: chat template marks were removed"),
        Arguments.of(
            "<think>x</think>%s", "thought_dropped: reasoning before the answer was removed"));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void whatWasTakenOffIsRemarked(String wrapper, String remark) {
    assertEquals(List.of(remark), remarks(wrapper.formatted(REFUSAL)));
  }

  @Test
  void anEnvelopeAndTypographicQuotesAreRemarked() {
    String envelope = JsonWriter.of(Map.of("response", REFUSAL, "stats", Map.of()));

    assertEquals(List.of("envelope_removed: the JSON output of gemini, qwen"), remarks(envelope));
    assertEquals(
        List.of("quotes_straightened: typographic quotes around its fields"),
        remarks("{“status”: “NOT_READY”, “summary”: “no”}"));
  }

  @Test
  void aQuoteThatIsNotTypographicLeavesTheOthersAsTheyAre() {
    assertEquals(
        List.of("text_around: there is other text around the JSON object"),
        remarks("\" is a quote, “this” is none.\n" + REFUSAL));
  }

  @Test
  void anUnknownFieldIsNamedWithItsPlaceAndWhatWasPerhapsMeant() {
    assertEquals(
        List.of(
            "unknown_key: \"colour\" in \"findings[0]\" is not known",
            "unknown_key: \"mood\" is not known"),
        remarks(
            """
            {"status":"NOT_READY","summary":"no","mood":1,"findings":[
             {"kind":"defect","severity":"advice","statement":"s","colour":2}]}
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "READY, defect, advice",
    "NOT_READY, defect, blocking",
    "NEEDS_EVIDENCE, evidence_request, blocking"
  })
  void aFindingWithoutKindAndSeverityTakesThoseOfItsVerdict(
      String status, String kind, String severity) {
    Verdict.FindingClaim claim =
        claims(status, "findings", List.of(Map.of("statement", "s"))).getFirst();

    assertEquals(kind, claim.kind().wireName());
    assertEquals(severity, claim.severity().wireName());
  }

  @ParameterizedTest
  @CsvSource({"NOT_READY, defect", "NEEDS_EVIDENCE, evidence_request"})
  void aRequestOfTheFormerFormIsABlockingFindingOfItsVerdict(String status, String kind) {
    List<Verdict.FindingClaim> requests = claims(status, "caller_requests", List.of("show it"));
    List<Verdict.FindingClaim> hints = claims(status, "follow_ups", List.of("rename it"));

    assertEquals(
        List.of(kind + " blocking show it", "suggestion advice rename it"),
        Stream.concat(requests.stream(), hints.stream())
            .map(c -> c.kind().wireName() + " " + c.severity().wireName() + " " + c.statement())
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "12.0, 12",
    "1.2e1, 12",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775807.0, 9223372036854775807",
    "12.5, no",
    "9223372036854775808, no",
    "1e300, no",
    "1e-300, no"
  })
  void aLineIsAnyWholeNumberHoweverItIsWritten(String written, String line) {
    String answer =
        "{\"status\":\"READY\",\"summary\":\"ok\",\"citations\":[{\"line\":" + written + "}]}";

    VerdictResult result = read(answer);

    String seen =
        result instanceof ParsedVerdict parsed ? "" + parsed.uncited().getFirst().line() : "no";
    assertEquals(line, seen);
  }

  @Test
  void citationsThatAreNotFoundAreKeptWithThePositionOfTheirFinding() {
    String cited = "\"citations\":[{\"path\":\"x.c\",\"line\":7,\"quote\":\"lost\"}]";
    String finding = "{\"kind\":\"defect\",\"severity\":\"advice\",\"statement\":\"s\",";

    ParsedVerdict parsed =
        parsed(
            "{\"status\":\"NOT_READY\",\"summary\":\"no\",\"findings\":[%s\"citations\":[]},%s%s}],%s}"
                .formatted(finding, finding, cited, cited));

    assertEquals(
        List.of(
            new VerdictResult.UnresolvedCitation(1, "x.c", 7L, "lost"),
            new VerdictResult.UnresolvedCitation(null, "x.c", 7L, "lost")),
        parsed.uncited());
    assertEquals(
        List.of(
            "1 \"x.c:7 lost\" is not in the artifact",
            "null \"x.c:7 lost\" is not in the artifact"),
        parsed.remarks().stream().map(r -> r.index() + " " + r.detail()).toList());
  }

  @Test
  void onlyTheIdOfAFindingIsAnsweredTo() {
    String id = "f".repeat(32);

    ParsedVerdict parsed =
        dispositions(Stream.of(id, id + "x").map(f -> disposition(f, "r")).toList());

    assertEquals(id, parsed.verdict().dispositions().getFirst().finding());
    assertEquals(
        List.of("disposition_left_out: \"" + id + "x\" is not the id of a finding"), shown(parsed));
  }

  @Test
  void reasonsTogetherTakeAtMost24KibibytesToTheByte() {
    String kibibyte = "日".repeat(341) + "a";

    ParsedVerdict full = dispositions(copies(24, kibibyte));
    ParsedVerdict over = dispositions(concat(copies(23, kibibyte), kibibyte + "a"));

    assertEquals(List.of(), full.remarks());
    assertEquals("日".repeat(340) + "…", over.verdict().dispositions().getLast().reason());
    assertEquals(
        List.of("reason_cut: all reasons together are too long for one line"), shown(over));
  }

  @ParameterizedTest
  @CsvSource({"8, abcde…", "7, "})
  void whereReasonsLeaveLessThanAWordTheLastIsLeftOut(int left, String reason) {
    String kibibyte = "日".repeat(341) + "a";
    int fit = 2 * 1024 - left;

    String first = "日".repeat(fit / 3) + "x".repeat(fit % 3);
    ParsedVerdict parsed =
        dispositions(concat(concat(copies(22, kibibyte), first), "abcdefghijkl"));

    assertEquals(reason, parsed.verdict().dispositions().getLast().reason());
  }

  private static List<Object> copies(int count, String reason) {
    return IntStream.range(0, count).mapToObj(i -> disposition("f" + i, reason)).toList();
  }

  private static List<Object> concat(List<Object> all, String reason) {
    return Stream.concat(all.stream(), Stream.of(disposition("f99", reason))).toList();
  }

  private static Object disposition(String finding, String reason) {
    return Map.of("finding", finding, "answer", "still_open", "reason", reason);
  }

  private static ParsedVerdict dispositions(List<Object> all) {
    return parsed(
        JsonWriter.of(Map.of("status", "NOT_READY", "summary", "no", "dispositions", all)));
  }

  private static List<Verdict.FindingClaim> claims(String status, String field, Object value) {
    return parsed(JsonWriter.of(Map.of("status", status, "summary", "s", field, value)))
        .verdict()
        .findings();
  }

  private static VerdictResult read(String answer) {
    return VerdictReader.read(answer, AnswerCorpus.plain("-"), "-");
  }

  private static ParsedVerdict parsed(String answer) {
    return assertInstanceOf(ParsedVerdict.class, read(answer), answer);
  }

  private static List<String> remarks(String answer) {
    return shown(parsed(answer));
  }

  private static List<String> shown(ParsedVerdict parsed) {
    return parsed.remarks().stream().map(AnswerRemarksTest::shown).toList();
  }

  private static String shown(BallotRemark remark) {
    return remark.code() + ": " + remark.detail();
  }
}
