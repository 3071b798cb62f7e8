package crossreview.verdict.contract;

import static crossreview.verdict.contract.ContractShape.ContractField.optional;
import static crossreview.verdict.contract.ContractShape.ContractField.required;

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
import crossreview.verdict.contract.ContractShape.ChoiceShape;
import crossreview.verdict.contract.ContractShape.CountShape;
import crossreview.verdict.contract.ContractShape.ListShape;
import crossreview.verdict.contract.ContractShape.ObjectShape;
import crossreview.verdict.contract.ContractShape.TextShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The one description of a verdict; schema, prompt and checks are made from it. */
public final class VerdictContract {
  /** 8: a state line with so many citations and their quotes stays far below 64 KiB. */
  public static final int CITATIONS_MAX = 8;

  /** Longer than any real path; only the first 200 characters are kept for people. */
  static final int PATH_MAX = 1_000;

  private static final ObjectShape CITATION =
      new ObjectShape(
          optional(
              "path",
              new TextShape(1, PATH_MAX),
              "the file name as in the artifact, or the sha256 of a piece of evidence"),
          optional("line", new CountShape(), "the line number in the new version of that file"),
          optional(
              "quote",
              new TextShape(1, Citation.QUOTE_MAX),
              "the exact characters of the artifact, without a diff's leading + or -"));

  private static final ObjectShape FINDING =
      new ObjectShape(
          required("kind", choice(FindingKind.class), "the subject"),
          required(
              "severity",
              choice(FindingSeverity.class),
              "blocking prevents approval until you resolve it; advice does not"),
          required(
              "statement",
              new TextShape(1, Finding.STATEMENT_MAX),
              "what is wrong or missing, why, and what would settle it"),
          optional("citations", new ListShape(CITATION, CITATIONS_MAX), "where in the artifact"),
          optional(
              "replacement",
              new TextShape(1, Finding.REPLACEMENT_MAX),
              "only if you can write the fix: whole lines, with their indentation, that replace the"
                  + " lines of the finding's first citation in the new version of the file"));

  private static final ObjectShape DISPOSITION =
      new ObjectShape(
          required("finding", new TextShape(1, 32), "the id of one of your own open findings"),
          required("answer", choice(DispositionAnswer.class), "its state now"),
          optional("reason", new TextShape(1, FindingDisposition.REASON_MAX), "the reason"));

  public static final ObjectShape VERDICT =
      new ObjectShape(
          required(
              "status",
              choice(VerdictStatus.class),
              "READY approves exactly these bytes; NOT_READY refuses them; NEEDS_EVIDENCE means"
                  + " that you cannot decide without something that you name in a finding"),
          required(
              "summary", new TextShape(0, Verdict.SUMMARY_MAX), "your judgement in one paragraph"),
          optional(
              "confidence",
              choice(ConfidenceLevel.class),
              "verified if you checked it in the artifact, inferred if you concluded it"),
          optional(
              "findings",
              new ListShape(FINDING, Verdict.FINDINGS_MAX),
              "new findings only, most important first"),
          optional(
              "dispositions",
              new ListShape(DISPOSITION, Verdict.DISPOSITIONS_MAX),
              "an answer for each of your own open findings"),
          optional(
              "citations",
              new ListShape(CITATION, CITATIONS_MAX),
              "what the whole verdict is based on"));

  private static final String INSTRUCTION = ContractText.of(VERDICT);

  private VerdictContract() {}

  /** The JSON Schema (draft 2020-12) of a verdict, as a new value of plain maps and lists. */
  public static Map<String, Object> schema() {
    return ContractSchema.of(VERDICT);
  }

  /** What a peer reads about the form of its answer; the same text in every prompt. */
  public static String instruction() {
    return INSTRUCTION;
  }

  private static <E extends Enum<E> & WireEnum> ChoiceShape choice(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(WireEnum::wireName).toList();
    return new ChoiceShape(words);
  }
}
