package crossreview.verdict;

import crossreview.json.JsonWriter;
import crossreview.model.finding.Citation;
import crossreview.model.material.Artifact;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.verdict.CitationResolver.CitationReference;
import crossreview.verdict.JsonExtractor.ExtractedObject;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnresolvedCitation;
import crossreview.verdict.contract.VerdictContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The second try of citations that were not found: what is sent back, and what comes of the answer.
 * The vote is not asked for again, and nothing that comes back changes it.
 */
public final class CitationRepair {
  private static final String CITATIONS = "citations";

  private CitationRepair() {}

  /** The citations that were not found, one JSON object per line, numbered from 0. */
  public static String lines(ParsedVerdict parsedVerdict) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parsedVerdict.uncited().size(); i++) {
      UnresolvedCitation bad = parsedVerdict.uncited().get(i);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("index", (long) i);
      line.put("of", bad.claim() == null ? "the verdict" : statement(parsedVerdict, bad.claim()));
      line.put("path", bad.path());
      line.put("line", bad.line());
      line.put("quote", bad.quote());
      line.values().removeIf(value -> value == null);
      lines.add(JsonWriter.of(line));
    }
    return String.join("\n", lines);
  }

  private static String statement(ParsedVerdict parsedVerdict, int claim) {
    return TextTruncator.truncate(parsedVerdict.verdict().findings().get(claim).statement(), 200);
  }

  /**
   * The same vote with the citations that are found now; what cannot be read or found changes
   * nothing. Total.
   */
  public static ParsedVerdict merged(
      ParsedVerdict parsedVerdict, String answer, Artifact artifact, String text) {
    return merged(parsedVerdict, answer, artifact, text, List.of());
  }

  /** The same where texts were shown beside the artifact, which can be cited, too. */
  public static ParsedVerdict merged(
      ParsedVerdict parsedVerdict,
      String answer,
      Artifact artifact,
      String text,
      List<CitableFile> beside) {
    CitationResolver citationResolver = new CitationResolver(artifact, text, beside);
    Set<Integer> right = new HashSet<>();
    RemarkCollector ignored =
        new RemarkCollector(); // the first answer's remarks tell what was not found
    Map<Integer, List<Citation>> found = new LinkedHashMap<>();
    Set<Integer> settled = new HashSet<>();
    for (Map<?, ?> correction : corrections(answer)) {
      int index = index(correction, parsedVerdict.uncited().size());
      if (index >= 0 && settled.add(index)) {
        Integer claim = parsedVerdict.uncited().get(index).claim();
        citationResolver
            .resolve(cited(correction), claim, ignored)
            .ifPresent(place -> {
              found.computeIfAbsent(claim, c -> new ArrayList<>()).add(place);
              right.add(index);
            });
      }
    }
    return found.isEmpty() ? parsedVerdict : with(parsedVerdict, found, rest(parsedVerdict, right));
  }

  /** The citations that are still not found. */
  private static List<UnresolvedCitation> rest(ParsedVerdict parsedVerdict, Set<Integer> right) {
    return IntStream.range(0, parsedVerdict.uncited().size())
        .filter(i -> !right.contains(i))
        .mapToObj(parsedVerdict.uncited()::get)
        .toList();
  }

  /**
   * None where the answer cannot be read: it is asked once only, and the vote counts without it.
   */
  private static List<Map<?, ?>> corrections(String answer) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (JsonExtractor.of(answer, CITATIONS, new RemarkCollector()) instanceof ExtractedObject object
        && object.tree().get(CITATIONS) instanceof List<?> all) {
      for (Object item : all) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  private static int index(Map<?, ?> correction, int count) {
    return correction.get("index") instanceof Long index && index >= 0 && index < count
        ? index.intValue()
        : -1;
  }

  private static CitationReference cited(Map<?, ?> map) {
    return new CitationReference(
        map.get("path") instanceof String path ? path : null,
        map.get("line") instanceof Long line ? line : null,
        map.get("quote") instanceof String quote && !quote.isBlank() ? quote : null);
  }

  private static ParsedVerdict with(
      ParsedVerdict parsedVerdict,
      Map<Integer, List<Citation>> found,
      List<UnresolvedCitation> rest) {
    Verdict verdict = parsedVerdict.verdict();
    List<Verdict.FindingClaim> claims = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < verdict.findings().size(); i++) {
      Verdict.FindingClaim findingClaim = verdict.findings().get(i);
      List<Citation> all = joined(findingClaim.citations(), found.get(i));
      count += all.size() - findingClaim.citations().size();
      claims.add(findingClaim.with(all));
    }
    List<Citation> whole = joined(verdict.citations(), found.get(null));
    count += whole.size() - verdict.citations().size();
    List<BallotRemark> remarks = new ArrayList<>(parsedVerdict.remarks());
    remarks.add(new BallotRemark("citations_corrected", null, count + " at the second attempt"));
    Verdict corrected =
        new Verdict(
            verdict.status(),
            verdict.confidence(),
            verdict.summary(),
            claims,
            verdict.dispositions(),
            whole);
    return new ParsedVerdict(corrected, VerdictQuality.FORMAT_WARNING, List.copyOf(remarks), rest);
  }

  private static List<Citation> joined(List<Citation> before, @Nullable List<Citation> more) {
    List<Citation> all = new ArrayList<>(before);
    if (more != null) {
      all.addAll(more);
    }
    return all.subList(0, Math.min(all.size(), VerdictContract.CITATIONS_MAX));
  }
}
