package crossreview.verdict;

import crossreview.model.WireEnum;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.CitationResolver.CitationReference;
import crossreview.verdict.VerdictResult.UnresolvedCitation;
import crossreview.verdict.contract.VerdictContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a verdict of a tree that has passed {@link ContractValidator}; cuts and leaves out by rank.
 */
final class VerdictBuilder {
  /**
   * 24 KiB for all reasons together: with the summary and eight citations a ballot then always fits
   * into a line of 64 KiB.
   */
  private static final int REASONS_BYTES_MAX = 24 * 1024;

  private final Map<String, Object> fields;
  private final CitationResolver citationResolver;
  private final RemarkCollector remarkCollector;
  private final List<UnresolvedCitation> uncited = new ArrayList<>();
  private int reasonBytesLeft = REASONS_BYTES_MAX;

  VerdictBuilder(
      Map<String, Object> fields,
      CitationResolver citationResolver,
      RemarkCollector remarkCollector) {
    this.fields = fields;
    this.citationResolver = citationResolver;
    this.remarkCollector = remarkCollector;
  }

  /** The citations that were not found, once the verdict is made. */
  List<UnresolvedCitation> uncited() {
    return List.copyOf(uncited);
  }

  Verdict verdict() {
    return new Verdict(
        word(VerdictStatus.class, fields, "status").orElseThrow(),
        word(ConfidenceLevel.class, fields, "confidence").orElse(ConfidenceLevel.UNKNOWN),
        cut(required(fields, "summary"), "summary", Verdict.SUMMARY_MAX, null),
        findings(list(fields, "findings")),
        dispositions(list(fields, "dispositions")),
        citations(fields, null, null));
  }

  private List<FindingClaim> findings(List<Map<String, Object>> all) {
    List<FindingClaim> claims = new ArrayList<>();
    for (int index : ranked(all)) {
      claims.add(claim(all.get(index), index, claims.size()));
    }
    return claims;
  }

  /** The indices of those that are kept, in order: blocking ones first if not all fit. */
  private List<Integer> ranked(List<Map<String, Object>> all) {
    Comparator<Integer> advice =
        Comparator.comparing((Integer i) -> !severity(all.get(i)).equals(FindingSeverity.BLOCKING));
    List<Integer> order = IntStream.range(0, all.size()).boxed().sorted(advice).toList();
    List<Integer> kept = order.stream().limit(Verdict.FINDINGS_MAX).sorted().toList();
    for (int index : order.subList(kept.size(), order.size())) {
      remarkCollector.add(
          "finding_left_out", index, "more than " + Verdict.FINDINGS_MAX + " findings");
    }
    return kept;
  }

  private FindingClaim claim(Map<String, Object> finding, int index, int position) {
    return new FindingClaim(
        word(FindingKind.class, finding, "kind").orElseThrow(),
        severity(finding),
        cut(required(finding, "statement"), "statement", Finding.STATEMENT_MAX, index),
        citations(finding, index, position),
        replacement(finding, index));
  }

  /** Cut lines would be other lines, so what is too long is left out. */
  private @Nullable String replacement(Map<String, Object> finding, int index) {
    if (!(finding.get("replacement") instanceof String text)) {
      return null;
    }
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (lines.length() > Finding.REPLACEMENT_MAX) {
      String why = "longer than " + Finding.REPLACEMENT_MAX + " characters";
      remarkCollector.add("replacement_left_out", index, why);
      return null;
    }
    return lines;
  }

  private static FindingSeverity severity(Map<String, Object> finding) {
    return word(FindingSeverity.class, finding, "severity").orElseThrow();
  }

  private List<FindingDisposition> dispositions(List<Map<String, Object>> all) {
    List<FindingDisposition> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String finding = required(all.get(i), "finding");
      if (finding.length() > 32) {
        remarkCollector.add(
            "disposition_left_out",
            i,
            RemarkCollector.shown(finding) + " is not the id of a finding");
      } else if (kept.size() == Verdict.DISPOSITIONS_MAX) {
        String why = "more than " + Verdict.DISPOSITIONS_MAX + " dispositions";
        remarkCollector.add("disposition_left_out", i, why);
      } else {
        kept.add(disposition(all.get(i), finding, i));
      }
    }
    return kept;
  }

  private FindingDisposition disposition(Map<String, Object> fields, String finding, int index) {
    DispositionAnswer answer = word(DispositionAnswer.class, fields, "answer").orElseThrow();
    String reason =
        fields.get("reason") instanceof String given
            ? cut(given, "reason", FindingDisposition.REASON_MAX, index)
            : null;
    if (reason != null && TextTruncator.encoded(reason) > reasonBytesLeft) {
      remarkCollector.add("reason_cut", index, "all reasons together are too long for one line");
      reason =
          reasonBytesLeft < 8
              ? null
              : TextTruncator.truncate(reason, reason.length(), reasonBytesLeft);
    }
    reasonBytesLeft -= reason == null ? 0 : TextTruncator.encoded(reason);
    return new FindingDisposition(finding, answer, reason);
  }

  private List<Citation> citations(
      Map<String, Object> fields, @Nullable Integer index, @Nullable Integer position) {
    List<Citation> kept = new ArrayList<>();
    List<Map<String, Object>> all = list(fields, "citations");
    for (int i = 0; i < all.size(); i++) {
      if (i >= VerdictContract.CITATIONS_MAX) {
        String why = "citation " + i + ": more than " + VerdictContract.CITATIONS_MAX;
        remarkCollector.add("citation_left_out", index, why);
      } else {
        CitationReference citationReference = cited(all.get(i));
        citationResolver
            .resolve(citationReference, index, remarkCollector)
            .ifPresentOrElse(
                kept::add,
                () ->
                    uncited.add(
                        new UnresolvedCitation(
                            position,
                            citationReference.path(),
                            citationReference.line(),
                            citationReference.quote())));
      }
    }
    return kept;
  }

  private static CitationReference cited(Map<String, Object> fields) {
    return new CitationReference(
        (String) fields.get("path"), (Long) fields.get("line"), (String) fields.get("quote"));
  }

  private static String required(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("the check let a verdict pass without the text " + name);
  }

  private String cut(String text, String name, int max, @Nullable Integer index) {
    String cut = TextTruncator.truncate(text, max);
    if (!cut.equals(text)) {
      remarkCollector.add(name + "_cut", index, "longer than " + max + " characters");
    }
    return cut;
  }

  private static <E extends Enum<E> & WireEnum> Optional<E> word(
      Class<E> type, Map<String, Object> fields, String name) {
    return Optional.ofNullable((String) fields.get(name)).flatMap(w -> WireEnum.find(type, w));
  }

  @SuppressWarnings("unchecked") // the check lets only lists of maps with string keys pass
  private static List<Map<String, Object>> list(Map<String, Object> fields, String name) {
    return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
  }
}
