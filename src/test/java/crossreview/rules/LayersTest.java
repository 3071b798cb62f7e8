package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
  private final Layers layers = new Layers(ProjectClasses.ROOT);

  @Test
  void everyPackageImportsOnlyFromLowerLayers() {
    List<String> violations = layers.violations(ProjectClasses.MAIN);

    assertEquals(List.of(), violations, () -> String.join("\n", violations));
  }

  @Test
  void noPackageReachesItselfThroughOthers() {
    assertEquals(List.of(), layers.cycles(ProjectClasses.MAIN));
  }

  @Test
  void everyDeclaredArrowIsUsed() {
    assertEquals(List.of(), layers.unused(ProjectClasses.MAIN));
  }

  @Test
  void arrowsThatNoClassNeedsAndCyclesAreFound() {
    Layers bad = new Layers(ProjectClasses.FIXTURE);

    List<String> unused = bad.unused(ProjectClasses.BAD);

    assertTrue(unused.contains("peer.command -> peer"), () -> "" + unused);
    assertFalse(unused.contains("peer.builtin -> peer"), () -> "" + unused);
    assertEquals(
        List.of(ProjectClasses.FIXTURE + ".peer", ProjectClasses.FIXTURE + ".peer.builtin"),
        bad.cycles(ProjectClasses.BAD));
  }

  @Test
  void theRuleLooksAtTheProduct() {
    assertFalse(ProjectClasses.MAIN.isEmpty());
  }

  @Test
  void arrowsThatGoUpOrSidewaysInRealClassesAreFound() {
    String bad = ProjectClasses.FIXTURE;

    List<String> violations = new Layers(bad).violations(ProjectClasses.BAD);

    assertEquals(
        List.of(
            bad + ".journal.UpwardImport -> " + bad + ".store.SidewaysImport: from layer 2 up to 3",
            bad
                + ".lost.UnlayeredClass -> "
                + bad
                + ".model.CleanClass: "
                + bad
                + ".lost has no layer",
            bad
                + ".peer.CycleStart -> "
                + bad
                + ".peer.builtin.CycleEnd: this arrow is not declared",
            bad + ".store.SidewaysImport -> " + bad + ".verdict.SidewaysTarget: both on layer 3"),
        violations);
  }

  @ParameterizedTest
  @CsvSource({
    "store, journal",
    "peer.builtin, peer",
    "operation.run, operation",
    "http, model.event",
    "model.event, model",
    "cli, proof"
  })
  void downwardsAndOverADeclaredArrowIsAllowed(String from, String to) {
    assertEquals("", layers.refusal("crossreview." + from, "crossreview." + to).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "journal, store, from layer 2 up to 3",
    "journal, lock, both on layer 2",
    "peer, peer.builtin, this arrow is not declared",
    "operation.run, operation.session, this arrow is not declared",
    "http, mcp, both on layer 8",
    "model, json, both on layer 0",
    "store, attic, crossreview.attic has no layer"
  })
  void upwardsAndSidewaysIsRefused(String from, String to, String why) {
    assertEquals(why, layers.refusal("crossreview." + from, "crossreview." + to).orElse(""));
  }

  @Test
  void theRootSeesAllAndNobodySeesTheRoot() {
    assertEquals("", layers.refusal("crossreview", "crossreview.http").orElse(""));
    assertEquals(
        "the root is above all", layers.refusal("crossreview.cli", "crossreview").orElse(""));
  }
}
