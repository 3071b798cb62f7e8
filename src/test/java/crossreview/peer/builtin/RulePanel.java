package crossreview.peer.builtin;

import crossreview.guard.rule.SecretRules;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import crossreview.peer.PeerRequest;
import crossreview.peer.builtin.rule.HygieneRule;
import crossreview.peer.builtin.rule.LogicRule;
import crossreview.peer.builtin.rule.ReviewRule;
import crossreview.peer.builtin.rule.SecretsRule;
import crossreview.peer.builtin.rule.StructureRule;
import crossreview.peer.builtin.rule.TestsRule;
import crossreview.testkit.SampleRequests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reviewers without threads, and diffs to ask them about. */
final class RulePanel {
  static final Map<String, ReviewRule> RULES =
      Map.of(
          "secrets", new SecretsRule(SecretRules.NONE),
          "hygiene", new HygieneRule(),
          "tests", new TestsRule(),
          "structure", new StructureRule(),
          "logic", new LogicRule());

  private RulePanel() {}

  static Artifact diff(String text) {
    return SampleRequests.artifact(text, "text/x-diff", "change.diff");
  }

  static Artifact plain(String label, String text) {
    return SampleRequests.artifact(text, "text/plain", label);
  }

  static Map<String, Object> answer(
      String rule, Artifact artifact, String text, List<Finding> own) {
    return answer(rule, SampleRequests.material(artifact, text, own));
  }

  static Map<String, Object> answer(String rule, PeerRequest.RequestMaterial material) {
    String answer =
        new RuleReviewer(rule, RULES.get(rule)).answer(material, BuiltinTask.FileProgress.NONE);
    try {
      return JsonReader.readObject(answer);
    } catch (InvalidJsonException e) {
      throw new AssertionError(answer, e);
    }
  }

  static String status(String rule, Artifact artifact, String text) {
    return (String) answer(rule, artifact, text, List.of()).get("status");
  }

  static String status(String rule, String diff) {
    return status(rule, diff(diff), diff);
  }

  /** Each finding as "severity: statement @line,line". */
  static List<String> findings(String rule, Artifact artifact, String text) {
    List<?> findings = (List<?>) answer(rule, artifact, text, List.of()).get("findings");
    if (findings == null) {
      return List.of(); // it abstains
    }
    return findings.stream().map(finding -> shown((Map<?, ?>) finding)).toList();
  }

  static List<String> findings(String rule, String diff) {
    return findings(rule, diff(diff), diff);
  }

  private static String shown(Map<?, ?> finding) {
    List<String> lines =
        ((List<?>) finding.get("citations"))
            .stream().map(citation -> String.valueOf(((Map<?, ?>) citation).get("line"))).toList();
    String at = lines.isEmpty() ? "" : " @" + String.join(",", lines);
    return finding.get("severity") + ": " + finding.get("statement") + at;
  }

  /** A diff that makes a new file. */
  static String created(String path, String... lines) {
    StringBuilder diff = new StringBuilder("diff --git a/" + path + " b/" + path + "\n");
    diff.append("new file mode 100644\n--- /dev/null\n+++ b/").append(path);
    diff.append("\n@@ -0,0 +1,").append(lines.length).append(" @@\n");
    for (String line : lines) {
      diff.append('+').append(line).append('\n');
    }
    return diff.toString();
  }

  /** A diff that makes a new file whose code decides so much that a test is expected. */
  static String behaviour(String path) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add("int f" + i + "(int a) {");
      lines.add("  int b" + "+ 1".repeat(i) + ";");
      lines.add("  if (a > b && a" + "- 2".repeat(i) + ") {");
      lines.add("    return a" + " * 3".repeat(i) + ";");
      lines.add("  }");
      lines.add("  return g" + i + "(a" + " / 4".repeat(i) + ");");
      lines.add("}");
    }
    return created(path, lines.toArray(String[]::new));
  }

  /** A diff of one hunk that begins at line 10 of a file; the lines have their marks. */
  static String changed(String path, String... lines) {
    int before = 0;
    int after = 0;
    for (String line : lines) {
      before += line.startsWith("+") || line.startsWith("\\") ? 0 : 1;
      after += line.startsWith("-") || line.startsWith("\\") ? 0 : 1;
    }
    String names = "diff --git a/" + path + " b/" + path + "\n--- a/" + path + "\n+++ b/" + path;
    String header = "\n@@ -10," + before + " +10," + after + " @@ class A {\n";
    return names + header + String.join("\n", lines) + "\n";
  }

  static String demo() {
    try (InputStream in = RulePanel.class.getResourceAsStream("/demo/change.diff")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
