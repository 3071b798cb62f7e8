package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that do not parse, conflict markers, binary and huge additions. */
class StructureRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1,}|blocking: JSON that does not parse (syntax error) in a.json @1",
        "a.json|{\"a\":1,\"a\":2}|advice: a key stands twice in one object in a.json @1",
        "a.xml|<a><b></a>|blocking: XML that does not parse (syntax error) in a.xml @1"
      })
  void aNewFileThatDoesNotParseIsNamed(String path, String text, String finding) {
    assertEquals(List.of(finding), Panel.findings("structure", Panel.created(path, text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1}",
        "tsconfig.json|{ /* words */ }",
        "a.xml|<a><b/></a>",
        "a.xml|<!DOCTYPE a SYSTEM \"http://nowhere.test/x\"><a>&b;</a>",
        "a.yml|a: [1]",
        "a.txt|{"
      })
  void aNewFileThatParsesIsReady(String path, String text) {
    assertEquals(List.of(), Panel.findings("structure", Panel.created(path, text)));
  }

  @Test
  void aTabIndentsNoYaml() {
    assertEquals(
        List.of("blocking: YAML that does not parse (a tab in the indentation) in a.yml @2"),
        Panel.findings("structure", Panel.created("a.yml", "a:", "\tb: 1")));
    assertEquals("READY", Panel.status("structure", Panel.created("a.yml", "a: |", "  \tb")));
  }

  @Test
  void aPartOfAFileIsNotParsed() {
    assertEquals("READY", Panel.status("structure", Panel.changed("a.json", " {", "+  \"a\":")));
  }

  @Test
  void conflictMarkersAreNamedAndHeadingsAreNot() {
    String conflict =
        Panel.created("a.c", "<<<<<<< HEAD", "a", "||||||| x", "b", "=======", "c", ">>>>>>> y");

    assertEquals(
        List.of(
            "blocking: conflict marker <<<<<<< in a.c @1",
            "blocking: conflict marker ||||||| in a.c @3",
            "blocking: conflict marker ======= in a.c @5",
            "blocking: conflict marker >>>>>>> in a.c @7"),
        Panel.findings("structure", conflict));
    assertEquals("READY", Panel.status("structure", Panel.created("a.md", "Title", "=======")));
  }

  @Test
  void binaryAdditionsBlockAndHugeOnesAreAdvice() {
    String binary = "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n";
    String huge = Panel.created("a.c", Collections.nCopies(5_001, "a").toArray(String[]::new));

    assertEquals(
        List.of("blocking: x.png is binary: nobody can review it here"),
        Panel.findings("structure", binary));
    assertEquals(
        List.of("advice: a.c gains more than anybody reads: split it, or say what it is"),
        Panel.findings("structure", huge));
  }
}
