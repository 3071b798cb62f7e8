package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open modes, unlimited permissions, switched-off checks, and files that tools make. */
class WidenedAccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "deploy.sh|chmod -R 777 /srv/app|a mode that lets everybody write",
        "a.py|os.chmod(path, 0o777)|a mode that lets everybody write",
        "a.go|os.MkdirAll(dir, 0777)|a mode that lets everybody write",
        ".github/workflows/ci.yml|permissions: write-all|a token that may write everything",
        "a.py|requests.get(url, verify=False)|the check of certificates switched off",
        "a.js|agent({ rejectUnauthorized: false })|the check of certificates switched off",
        "a.go|InsecureSkipVerify: true,|the check of certificates switched off",
        "compose.yml|privileged: true|permission for everything or everybody",
        "policy.json|\"Action\": \"*\",|permission for everything or everybody",
        "deploy.sh|chmod 755 run|",
        "a.py|requests.get(url, verify=True)|",
        "test/a.py|requests.get(url, verify=False)|",
        "a.md|chmod 777 /srv|",
        "deploy.sh|# chmod 777 /srv|"
      })
  void whatLetsEverybodyInBlocks(String path, String line, String what) {
    String name = path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1);
    List<String> expected =
        what == null ? List.of() : List.of("blocking: " + what + " in " + name + " @2");

    List<String> found = RulePanel.findings("structure", RulePanel.created(path, "", line));

    assertEquals(expected, found.stream().filter(f -> !f.contains("does not parse")).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "web/node_modules/x/a.js, node_modules",
    "src/__pycache__/a.cpython.pyc, __pycache__",
    ".DS_Store, .DS_Store",
    "src/A.java.orig, .orig"
  })
  void whatAToolMakesIsNotCheckedIn(String path, String name) {
    assertEquals(
        List.of("blocking: files that a tool makes are checked in: " + name),
        RulePanel.findings("structure", RulePanel.created(path, "a")));
    assertEquals(
        List.of(), RulePanel.findings("structure", RulePanel.created("test/" + path, "a")));
    assertEquals(List.of(), RulePanel.findings("structure", RulePanel.changed(path, "-a", "+b")));
  }

  @Test
  void aDataFileThatMayBeRunIsAdvice() {
    String modes = "diff --git a/a.json b/a.json\nold mode 100644\nnew mode 100755\n";
    String script = "diff --git a/a.sh b/a.sh\nold mode 100644\nnew mode 100755\n";

    assertEquals(
        List.of("advice: a.json is not a program and may be run from now on"),
        RulePanel.findings("structure", modes));
    assertEquals(List.of(), RulePanel.findings("structure", script));
  }

  @Test
  void aModuleOfGoComesWithItsSum() {
    String mod = RulePanel.changed("go.mod", " require (", "+\texample.org/a v1.2.3", " )");
    String sum = RulePanel.changed("go.sum", "+example.org/a v1.2.3 h1:abc=");

    assertEquals(
        List.of("advice: go.mod requires a module and go.sum does not change"),
        RulePanel.findings("structure", mod));
    assertEquals(List.of(), RulePanel.findings("structure", mod + sum));
  }
}
