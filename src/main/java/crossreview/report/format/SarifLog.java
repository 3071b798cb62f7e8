package crossreview.report.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.json.JsonWriter;
import crossreview.model.finding.FindingState;
import crossreview.model.material.ChangeIdentity;
import crossreview.process.Version;
import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.report.format.SessionResult.ResultNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SARIF 2.1.0. A rule is a peer and a kind of finding. What a peer resolved or withdrew is not in
 * it: some consumers take every result for a present one, whatever its baseline state says. Pure.
 */
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)}");
  private static final String FINGERPRINT = "crossreviewFinding/v1";

  private final SessionResult result;
  private final List<String> rules;

  private SarifLog(SessionResult result) {
    this.result = result;
    Set<String> names = new LinkedHashSet<>();
    result.current().forEach(found -> names.add(found.rule()));
    result.notices().forEach(notice -> names.add(rule(notice)));
    this.rules = List.copyOf(names);
  }

  static String of(SessionResult result) {
    return new SarifLog(result).log() + "\n";
  }

  private String log() {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run()));
    return JsonWriter.of(log);
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "crossreview");
    driver.put("version", Version.TEXT);
    driver.put("rules", rules.stream().map(SarifLog::descriptor).toList());
    run.put("tool", Map.of("driver", driver));
    run.put("automationDetails", Map.of("id", "crossreview/" + result.session().id()));
    run.put("invocations", List.of(invocation()));
    run.put(
        "originalUriBaseIds", Map.of(ROOT, Map.of("description", message("The repository's top"))));
    ChangeIdentity change = result.change();
    if (change != null && change.repository().indexOf('/') > 0) {
      run.put("versionControlProvenance", List.of(provenance(change)));
    }
    List<Object> results = new ArrayList<>();
    result.current().forEach(found -> results.add(finding(found)));
    result.notices().forEach(notice -> results.add(notice(notice)));
    run.put("results", results);
    run.put("columnKind", "utf16CodeUnits");
    return run;
  }

  private Map<String, Object> invocation() {
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", result.session().hasRun() && !running());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("verdict", result.code());
    properties.put("approved", result.approved());
    properties.put("costUsd", result.session().cost().toString());
    invocation.put("properties", properties);
    return invocation;
  }

  private boolean running() {
    return result.session().running();
  }

  private Map<String, Object> provenance(ChangeIdentity change) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("repositoryUri", "https://" + uri(result.plain().masked(change.repository())));
    if (change.head() != null) {
      provenance.put("revisionId", change.head());
    }
    if (change.branch() != null) {
      provenance.put("branch", result.plain().line(change.branch()));
    }
    return provenance;
  }

  private static Map<String, Object> descriptor(String rule) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("id", rule);
    String[] parts = rule.split("/", 2);
    String kind = parts[1].replace('_', ' ');
    descriptor.put("shortDescription", message("From " + parts[0] + ": " + kind));
    return descriptor;
  }

  private Map<String, Object> finding(ResultFinding found) {
    Map<String, Object> out = result(found.rule(), found.level().name(), found.statement());
    if (result.session().rounds().size() > 1) {
      out.put("baselineState", found.fresh() ? "new" : "unchanged");
    }
    out.put("partialFingerprints", Map.of(FINGERPRINT, found.fingerprint().value()));
    out.put("locations", List.of(location(result.placeOf(found))));
    List<Object> related = new ArrayList<>();
    for (int i = 1; i < found.places().size(); i++) {
      Map<String, Object> other = new LinkedHashMap<>();
      other.put("id", i);
      other.putAll(location(found.places().get(i)));
      related.add(other);
    }
    if (!related.isEmpty()) {
      out.put("relatedLocations", related);
    }
    ResultFinding.Settlement settlement = found.settlement();
    if (settlement != null) {
      Map<String, Object> suppression = new LinkedHashMap<>();
      suppression.put("kind", "external");
      boolean judged = found.state() == FindingState.ADDRESSED; // its owner may still reopen it
      suppression.put("status", judged ? "underReview" : "accepted");
      suppression.put("justification", settlement.words());
      out.put("suppressions", List.of(suppression));
    } else {
      out.put("suppressions", List.of());
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("finding", found.id());
    if (!found.merged().isEmpty()) {
      properties.put("owners", found.owners());
      properties.put("merged", found.merged());
    }
    properties.put("openedRound", found.openedRound());
    properties.put("blocks", found.blocks());
    out.put("properties", properties);
    return out;
  }

  private Map<String, Object> notice(ResultNotice notice) {
    Map<String, Object> out = result(rule(notice), "error", notice.detail());
    if (result.session().rounds().size() > 1) {
      out.put("baselineState", "new");
    }
    out.put("locations", List.of(location(result.whole())));
    out.put("suppressions", List.of());
    return out;
  }

  private Map<String, Object> result(String rule, String level, String text) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("ruleId", rule);
    out.put("ruleIndex", rules.indexOf(rule));
    out.put("level", level.toLowerCase(Locale.ROOT));
    out.put("message", message(text));
    return out;
  }

  private static String rule(ResultNotice notice) {
    return notice.peer() + "/" + notice.code();
  }

  /** In a message a pair of brackets can be a link, and a number in braces an argument. */
  private static Map<String, Object> message(String text) {
    String plain = ARGUMENT.matcher(text.replace("](", "] (")).replaceAll("{{$1}}");
    return Map.of("text", plain.isEmpty() ? "-" : plain);
  }

  private static Map<String, Object> location(ResultPlace place) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", place.line());
    if (place.quote() != null) {
      region.put("snippet", Map.of("text", place.quote()));
    }
    Map<String, Object> physical = new LinkedHashMap<>();
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("uri", uri(place.path()));
    artifact.put("uriBaseId", ROOT);
    physical.put("artifactLocation", artifact);
    physical.put("region", region);
    return new LinkedHashMap<>(Map.of("physicalLocation", physical));
  }

  /** The bytes of a path with everything but unreserved characters and slashes encoded. */
  private static String uri(String path) {
    StringBuilder out = new StringBuilder();
    for (byte octet : path.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0;
      out.append(plain ? "" + c : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }
}
