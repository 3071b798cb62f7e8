package crossreview.verdict;

import static crossreview.verdict.Shape.Field.optional;
import static crossreview.verdict.Shape.Field.required;

import crossreview.model.WireEnum;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.Shape.Choice;
import crossreview.verdict.Shape.Count;
import crossreview.verdict.Shape.Fields;
import crossreview.verdict.Shape.Items;
import crossreview.verdict.Shape.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The one description of a verdict; schema, prompt and checks are made from it. */
public final class VerdictContract {
  /** 8: a state line with so many citations and their quotes stays far below 64 KiB. */
  static final int CITATIONS_MAX = 8;

  /** Longer than any real path; only the first 200 characters are kept for people. */
  static final int PATH_MAX = 1_000;

  private static final Fields CITATION =
      new Fields(
          optional("path", new Text(1, PATH_MAX), "the file, as it is named in the artifact"),
          optional("line", new Count(), "the line number in the new version of that file"),
          optional(
              "quote",
              new Text(1, Citation.QUOTE_MAX),
              "the exact characters of the artifact, without a diff's leading + or -"));

  private static final Fields FINDING =
      new Fields(
          required("kind", choice(FindingKind.class), "what it is about"),
          required(
              "severity",
              choice(FindingSeverity.class),
              "blocking stops the approval until you say it is resolved; advice stops nothing"),
          required(
              "statement",
              new Text(1, Finding.STATEMENT_MAX),
              "what is wrong or missing, why, and what would settle it"),
          optional("citations", new Items(CITATION, CITATIONS_MAX), "where in the artifact"));

  private static final Fields DISPOSITION =
      new Fields(
          required("finding", new Text(1, 32), "the id of one of your own open findings"),
          required("answer", choice(DispositionAnswer.class), "what became of it"),
          optional("reason", new Text(1, FindingDisposition.REASON_MAX), "why you say so"));

  static final Fields VERDICT =
      new Fields(
          required(
              "status",
              choice(VerdictStatus.class),
              "READY approves exactly these bytes; NOT_READY refuses them; NEEDS_EVIDENCE means"
                  + " that you cannot decide without something that you name in a finding"),
          required("summary", new Text(0, Verdict.SUMMARY_MAX), "your judgement in one paragraph"),
          optional(
              "confidence",
              choice(ConfidenceLevel.class),
              "verified if you checked it in the artifact itself, inferred if you concluded it"),
          optional(
              "findings",
              new Items(FINDING, Verdict.FINDINGS_MAX),
              "new findings only, most important first"),
          optional(
              "dispositions",
              new Items(DISPOSITION, Verdict.DISPOSITIONS_MAX),
              "an answer for each of your own open findings"),
          optional(
              "citations",
              new Items(CITATION, CITATIONS_MAX),
              "what the verdict as a whole rests on"));

  private static final String INSTRUCTION = ContractText.of(VERDICT);

  private VerdictContract() {}

  /** The JSON Schema (draft 2020-12) of a verdict, as a new value of plain maps and lists. */
  public static Map<String, Object> schema() {
    return ContractSchema.of(VERDICT);
  }

  /** What a peer is told about the form of its answer; the same text in every prompt. */
  public static String instruction() {
    return INSTRUCTION;
  }

  private static <E extends Enum<E> & WireEnum> Choice choice(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(WireEnum::word).toList();
    return new Choice(words);
  }
}
