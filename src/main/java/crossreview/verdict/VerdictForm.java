package crossreview.verdict;

import crossreview.model.Citation;
import crossreview.model.Confidence;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.Finding;
import crossreview.model.FindingKind;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.Verdict.Claim;
import crossreview.model.Word;
import crossreview.verdict.Citations.Cited;
import crossreview.verdict.Reading.Uncited;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes a verdict of a tree that has passed {@link ContractCheck}; cuts and leaves out by rank. */
final class VerdictForm {
  /**
   * 24 KiB for all reasons together: with the summary and eight citations a ballot then always fits
   * into a line of 64 KiB.
   */
  private static final int REASONS_BYTES_MAX = 24 * 1024;

  private final Map<String, Object> fields;
  private final Citations citations;
  private final Remarks remarks;
  private final List<Uncited> uncited = new ArrayList<>();
  private int reasonBytesLeft = REASONS_BYTES_MAX;

  VerdictForm(Map<String, Object> fields, Citations citations, Remarks remarks) {
    this.fields = fields;
    this.citations = citations;
    this.remarks = remarks;
  }

  /** The citations that were not found, once the verdict is made. */
  List<Uncited> uncited() {
    return List.copyOf(uncited);
  }

  Verdict verdict() {
    return new Verdict(
        word(Status.class, fields, "status").orElseThrow(),
        word(Confidence.class, fields, "confidence").orElse(Confidence.UNKNOWN),
        text(fields, "summary", Verdict.SUMMARY_MAX, null),
        findings(list(fields, "findings")),
        dispositions(list(fields, "dispositions")),
        citations(fields, null, null));
  }

  private List<Claim> findings(List<Map<String, Object>> all) {
    List<Claim> claims = new ArrayList<>();
    for (int index : ranked(all)) {
      claims.add(claim(all.get(index), index, claims.size()));
    }
    return claims;
  }

  /** The indices of those that are kept, in order: blocking ones first if not all fit. */
  private List<Integer> ranked(List<Map<String, Object>> all) {
    Comparator<Integer> advice =
        Comparator.comparing((Integer i) -> !severity(all.get(i)).equals(Severity.BLOCKING));
    List<Integer> order = IntStream.range(0, all.size()).boxed().sorted(advice).toList();
    List<Integer> kept = order.stream().limit(Verdict.FINDINGS_MAX).sorted().toList();
    for (int index : order.subList(kept.size(), order.size())) {
      remarks.add("finding_left_out", index, "more than " + Verdict.FINDINGS_MAX + " findings");
    }
    return kept;
  }

  private Claim claim(Map<String, Object> finding, int index, int position) {
    return new Claim(
        word(FindingKind.class, finding, "kind").orElseThrow(),
        severity(finding),
        text(finding, "statement", Finding.STATEMENT_MAX, index),
        citations(finding, index, position));
  }

  private static Severity severity(Map<String, Object> finding) {
    return word(Severity.class, finding, "severity").orElseThrow();
  }

  private List<Disposition> dispositions(List<Map<String, Object>> all) {
    List<Disposition> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String finding = (String) all.get(i).get("finding");
      if (finding.length() > 32) {
        remarks.add("disposition_left_out", i, Remarks.shown(finding) + " is no finding's id");
      } else if (kept.size() == Verdict.DISPOSITIONS_MAX) {
        String why = "more than " + Verdict.DISPOSITIONS_MAX + " dispositions";
        remarks.add("disposition_left_out", i, why);
      } else {
        kept.add(disposition(all.get(i), finding, i));
      }
    }
    return kept;
  }

  private Disposition disposition(Map<String, Object> fields, String finding, int index) {
    DispositionAnswer answer = word(DispositionAnswer.class, fields, "answer").orElseThrow();
    String reason = text(fields, "reason", Disposition.REASON_MAX, index);
    if (reason != null && Fit.encoded(reason) > reasonBytesLeft) {
      remarks.add("reason_cut", index, "all reasons together are too long for one line");
      reason = reasonBytesLeft < 8 ? null : Fit.within(reason, reason.length(), reasonBytesLeft);
    }
    reasonBytesLeft -= reason == null ? 0 : Fit.encoded(reason);
    return new Disposition(finding, answer, reason);
  }

  private List<Citation> citations(Map<String, Object> fields, Integer index, Integer position) {
    List<Citation> kept = new ArrayList<>();
    List<Map<String, Object>> all = list(fields, "citations");
    for (int i = 0; i < all.size(); i++) {
      if (i >= VerdictContract.CITATIONS_MAX) {
        String why = "citation " + i + ": more than " + VerdictContract.CITATIONS_MAX;
        remarks.add("citation_left_out", index, why);
      } else {
        Cited cited = cited(all.get(i));
        citations
            .resolve(cited, index, remarks)
            .ifPresentOrElse(
                kept::add,
                () ->
                    uncited.add(new Uncited(position, cited.path(), cited.line(), cited.quote())));
      }
    }
    return kept;
  }

  private static Cited cited(Map<String, Object> fields) {
    return new Cited(
        (String) fields.get("path"), (Long) fields.get("line"), (String) fields.get("quote"));
  }

  private String text(Map<String, Object> fields, String name, int max, Integer index) {
    String text = (String) fields.get(name);
    String cut = text == null ? null : Fit.within(text, max);
    if (cut != null && !cut.equals(text)) {
      remarks.add(name + "_cut", index, "longer than " + max + " characters");
    }
    return cut;
  }

  private static <E extends Enum<E> & Word> Optional<E> word(
      Class<E> type, Map<String, Object> fields, String name) {
    return Optional.ofNullable((String) fields.get(name)).flatMap(w -> Word.find(type, w));
  }

  @SuppressWarnings("unchecked") // the check lets only lists of maps with string keys pass
  private static List<Map<String, Object>> list(Map<String, Object> fields, String name) {
    return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
  }
}
